"""Running notebooks for many clients: jobs, plan, engine. It does not know what they are about."""

import sys

# jsonschema, which checks notebooks, takes two seconds to learn what addresses look like, which
# nothing here asks; without this module it leaves that out.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
