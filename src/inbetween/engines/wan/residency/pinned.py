"""CPU memory that a GPU reads by itself, at the full rate of its bus and beside what it computes."""

import torch


def pinned(tensor: torch.Tensor, device: torch.device) -> torch.Tensor:
    """Return a copy of ``tensor`` in CPU memory that ``device`` reads by itself; an ordinary one for a CPU.

    torch's own allocator of such memory rounds up to a power of two, half as much again for blocks of 14 B; memory that
    is there is registered to the byte, for as long as the process lives. Where the driver takes no more, the copy is an
    ordinary one: slower and as right.
    """
    home = torch.empty(tensor.shape, dtype=tensor.dtype, device="cpu").copy_(tensor)
    if device.type == "cuda":
        torch.cuda.cudart().cudaHostRegister(home.data_ptr(), home.nbytes, 0)
    return home
