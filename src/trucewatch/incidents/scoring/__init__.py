"""How likely two claims tell of one occurrence: named features in levels, and what keeps claims of one report apart."""
