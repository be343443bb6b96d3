"""What effects are made of: time, bends, layers, and whatever else more than one of them draws."""
