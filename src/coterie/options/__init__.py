"""What a person may choose, declared once: Python, the command line, the TOML file and the pages follow from it."""

from coterie.options.declaring import Declared, Option, checked, declared, taken, takes_options
from coterie.options.options import Options
from coterie.options.written import written

__all__ = ["Declared", "Option", "Options", "checked", "declared", "taken", "takes_options", "written"]
