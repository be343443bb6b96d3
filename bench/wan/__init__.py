"""The wan engine on a GPU: stock diffusers beside ours, on the same random weights, in one run."""
