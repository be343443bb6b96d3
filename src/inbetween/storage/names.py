"""Under which keys objects lie. Worker and API meet here and in the row, nowhere else."""

INPUTS, RESULTS, UPLOADS = "inputs", "results", "uploads"
"""The folders: bytes that came inside a request, what was made of them, and what was uploaded."""

FOLDERS = (INPUTS, RESULTS, UPLOADS)


def results_of(task_id: str) -> str:
    """Return the folder of a task's results, of every attempt."""
    return f"{RESULTS}/{task_id}"


def result_key(task_id: str, attempt: int) -> str:
    """Return the key of one attempt's video; the row names the attempt that won."""
    return f"{results_of(task_id)}/{attempt}.mp4"


def preview_key(task_id: str) -> str:
    """Return the key of a task's newest preview, a JPEG that is replaced while the task runs."""
    return f"{results_of(task_id)}/preview.jpg"


def scratch_of(task_id: str) -> str:
    """Return the folder of what a task's engine keeps from one attempt to the next."""
    return f"{results_of(task_id)}/scratch"


def task_of(result: str) -> str:
    """Return the id of the task that a key below ``results`` belongs to."""
    return result.split("/")[1]
