"""Running notebooks for many clients: jobs, plan, engine. It does not know what they are about."""
