"""Results become figures: a picture for wide and one for narrow screens, and the bundle behind both."""
