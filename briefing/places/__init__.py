"""Where things lie: distances, the offline gazetteer, and the areas of the base map."""
