"""Results become figures: pictures for wide and for narrow screens, and the bundle behind both."""
