"""Under which keys a task's objects lie. Worker and API meet here and in the row, nowhere else."""


def result_key(task_id: str, attempt: int) -> str:
    """Return the key of one attempt's video; the row names the attempt that won."""
    return f"results/{task_id}/{attempt}.mp4"


def preview_key(task_id: str) -> str:
    """Return the key of a task's newest preview, a JPEG that is replaced while the task runs."""
    return f"results/{task_id}/preview.jpg"
