"""Who acts: a sentence cut into clauses, each with the camera, an order to it, or somebody else."""
