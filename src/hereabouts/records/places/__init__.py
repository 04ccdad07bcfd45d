"""Places: localities as lists of areas, with the rule they were made by and how well the areas fit."""
