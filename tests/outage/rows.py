"""What may fail under an installation, what everybody sees then, how it ends, and which tests show it."""

from dataclasses import dataclass

DISKS, POSTGRESQL, CLOCK = "outage/test_disks.py", "outage/test_postgresql.py", "outage/test_clock.py"
WORKER, LOCAL, S3 = "unit/worker/test_outage.py", "unit/storage/test_local_away.py", "unit/storage/test_s3.py"
CRASH, BACKUP = "crash/test_crash.py", "outage/test_backup.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A fault. ``shown`` are tests as (file below tests/, name)."""

    fails: str
    caller: str
    operator: str
    recovers: str
    shown: tuple[tuple[str, str], ...]


FAULTS = (
    Row(
        fails="the disk of the data folder is full",
        caller="submits and uploads 503; polls, lists and downloads work; what is accepted stays accepted",
        operator="`/readyz` 503 with `database` and `store` false; the log says `outage` per request",
        recovers="at once when there is room; nothing half-written is left. Renders wait as below",
        shown=((DISKS, "test_a_full_disk_refuses_what_needs_room_and_leaves_nothing_half_written"),),
    ),
    Row(
        fails="the disk fills, or turns read-only, under a render",
        caller="the task is RUNNING, then PENDING again, and not FAILED",
        operator="`/readyz`: `worker` false; log `nothing is claimed until there is room`",
        recovers="the attempt is given back without a strike; the worker looks every second and claims again once "
        "64 MiB are free. A task that does not fit though they are free strikes, and fails after three",
        shown=(
            (DISKS, "test_a_work_folder_that_fills_under_a_render_costs_the_attempt_and_not_the_task"),
            (WORKER, "test_a_worker_whose_disk_is_full_waits_for_room_and_loses_no_task"),
            (WORKER, "test_a_task_that_needs_more_room_than_there_is_does_not_stop_the_queue"),
        ),
    ),
    Row(
        fails="the store takes nothing: full, read-only",
        caller="submits with pictures inside, and uploads, 503; a task whose video is finished stays RUNNING",
        operator="`/readyz`: `store` false; log `the store does not take the video` with the cause",
        recovers="the finished video waits beside the worker and is stored within 15 s of the store's return: no "
        "second render. After a day the task fails with InternalError.Upload",
        shown=(
            (DISKS, "test_a_store_that_is_read_only_or_unplugged_has_lost_nothing"),
            (WORKER, "test_a_video_waits_for_a_store_that_is_full"),
            (WORKER, "test_after_a_day_without_a_store_the_task_fails"),
            (WORKER, "test_a_worker_that_stops_gives_back_what_no_store_takes"),
        ),
    ),
    Row(
        fails="the store is away: a disk that is not mounted, a bucket that does not answer",
        caller="as above; downloads 503, never 404, which would say that the video is gone",
        operator="`/readyz`: `store` false; nothing is written under an empty mount point, nothing is swept",
        recovers="by itself; waiting tasks whose pictures cannot be brought are given back without a strike and tried "
        "every 10 s",
        shown=(
            (DISKS, "test_a_store_that_is_read_only_or_unplugged_has_lost_nothing"),
            (LOCAL, "test_every_verb_says_that_the_store_is_away_and_works_when_it_is_back"),
            (S3, "test_a_store_that_is_gone_is_no_missing_object"),
            ("outage/test_bucket.py", "test_a_bucket_that_is_away_under_a_render_has_lost_nothing"),
            (WORKER, "test_inputs_that_a_store_cannot_give_now_cost_no_strike"),
            ("unit/worker/test_pulse.py", "test_beats_do_not_wait_for_a_store_that_is_silent"),
        ),
    ),
    Row(
        fails="PostgreSQL is stopped: it keeps its connections and says nothing",
        caller="every request that needs it 503, within some 20 s at first, then at once",
        operator="`/readyz`: `database` false; `/healthz` 200",
        recovers="by itself within seconds: one caller at a time asks whether it is back. Renders go on meanwhile and "
        "are settled then",
        shown=(
            (POSTGRESQL, "test_a_server_that_is_silent_or_crashes_costs_no_task"),
            (POSTGRESQL, "test_of_many_who_ask_a_silent_server_one_tries_and_the_others_are_told_at_once"),
            (
                "unit/worker/test_pulse.py",
                "test_work_goes_on_while_the_database_is_away_and_ends_when_somebody_else_has_the_task",
            ),
        ),
    ),
    Row(
        fails="a firewall has forgotten a connection to PostgreSQL, or the machine at its other end is gone",
        caller="at most one 503 for whoever was given that connection",
        operator="log `wake channel is down, workers poll`, where it was that one",
        recovers="the connection ends after 8 s without an answer and another is opened; the wake channel, which only "
        "listens, tries its own every 5 s, and workers poll meanwhile",
        shown=(
            ("contract/test_wakes.py", "test_news_comes_again_over_a_line_that_a_firewall_has_dropped"),
            (POSTGRESQL, "test_every_connection_ends_by_itself_when_its_other_end_is_gone"),
        ),
    ),
    Row(
        fails="PostgreSQL crashes, restarts or refuses connections",
        caller="503 until it is back",
        operator="`/readyz`: `database` false; log `database failed` per try of the worker",
        recovers="by itself; a worker asks for as long as it takes, and settles what it has made. A claim whose answer "
        "was lost waits for the end of its lease (30 s)",
        shown=(
            (POSTGRESQL, "test_a_server_that_is_silent_or_crashes_costs_no_task"),
            (WORKER, "test_a_database_that_is_away_for_long_costs_no_video"),
            (WORKER, "test_a_commit_whose_answer_was_lost_counts"),
            (WORKER, "test_a_database_that_fails_under_a_task_does_not_fail_the_task"),
        ),
    ),
    Row(
        fails="PostgreSQL only reads: a replica after a switch, its disk full",
        caller="submits and cancels 503; polls work",
        operator="`/readyz`: `database` false",
        recovers="by itself when it writes again",
        shown=((POSTGRESQL, "test_a_server_that_only_reads_is_an_outage"),),
    ),
    Row(
        fails="the connection breaks between a commit and its answer",
        caller="200 where the task can be seen, else 503 for a task that may be there, or may come when the commit "
        "arrives late: with its `Idempotency-Key` the next try finds it, and without one makes a second",
        operator="nothing",
        recovers="what a row may name stays; what none names is swept after an hour",
        shown=(
            (POSTGRESQL, "test_a_commit_that_a_silent_server_does_not_confirm_is_in_doubt"),
            (
                "outage/test_doubt.py",
                "test_a_task_whose_caller_heard_503_is_found_by_its_key_when_its_commit_arrives_late",
            ),
            ("outage/test_doubt.py", "test_the_pictures_of_a_submit_in_doubt_stay"),
            ("outage/test_doubt.py", "test_the_file_of_an_upload_in_doubt_stays"),
        ),
    ),
    Row(
        fails="the database is only slow, or another process holds the SQLite file",
        caller="503 after 6 s (a statement) or 10 s (a turn to write)",
        operator="log `outage` with the cause",
        recovers="by itself; connections are kept",
        shown=((POSTGRESQL, "test_a_server_that_is_only_slow_says_so_and_keeps_its_connections"),),
    ),
    Row(
        fails="the clock jumps an hour, either way",
        caller="nothing of running tasks. Forward: what lives 24 hours lives 23. Back: tasks of the lost hour are "
        "listed once it has passed again, and a rate may refuse for a minute",
        operator="nothing; instants in rows are the clock's",
        recovers="leases and signs of life that lie far ahead are cut within a minute; durations never come from this "
        "clock",
        shown=(
            (CLOCK, "test_a_jump_under_a_render_costs_nothing"),
            (CLOCK, "test_a_task_whose_worker_died_in_the_future_is_taken_again_soon"),
            ("unit/worker/test_janitor.py", "test_a_lease_from_before_the_clock_was_set_back_does_not_hold_its_task"),
            ("contract/test_accounts.py", "test_a_clock_that_is_set_back_refuses_nobody_for_longer_than_a_minute"),
        ),
    ),
    Row(
        fails="a server, a worker or an engine child is killed",
        caller="a connection that breaks; the task is RUNNING until somebody else has it",
        operator="log `engine child lost`, or nothing",
        recovers="on one machine within seconds, elsewhere when the lease ends (30 s); after three deaths the task "
        "fails; with what the engine has kept, on whatever machine",
        shown=(
            ("unit/worker/test_checkpoints.py", "test_a_lost_child_is_another_attempt_on_another_machine_that_goes_on"),
            (CRASH, "test_a_killed_child_costs_its_task_an_attempt_and_the_server_nothing"),
            (CRASH, "test_no_child_outlives_a_killed_server_and_its_task_is_done_by_the_next_at_once"),
            (CRASH, "test_a_task_under_which_three_workers_die_fails_and_the_next_does_not"),
            ("crash/test_campaign.py", "test_what_was_accepted_ends_once_whoever_is_killed"),
        ),
    ),
    Row(
        fails="somebody dies between an object and its row",
        caller="nothing: a row never lacks its object",
        operator="log `orphan found`",
        recovers="every hour, what is older than an hour and named by no row is removed, videos of lost attempts too",
        shown=(
            ("unit/worker/test_janitor.py", "test_objects_of_no_row_are_swept_once_they_are_old"),
            ("unit/worker/test_janitor.py", "test_what_a_task_that_goes_on_has_made_is_not_swept"),
        ),
    ),
    Row(
        fails="the database is newer than the program",
        caller="nothing listens",
        operator="one sentence, exit code 2; nothing is changed",
        recovers="with the newer program",
        shown=(("contract/test_upgrade.py", "test_an_older_program_says_that_the_database_is_newer"),),
    ),
    Row(
        fails="the machine is lost",
        caller="nothing listens",
        operator="`inbetween restore`: [backup.md](backup.md)",
        recovers="from the newest backup: its tasks, keys and videos; what was unfinished is done again",
        shown=((BACKUP, "test_a_server_under_load_goes_on_elsewhere_from_its_backup"),),
    ),
)
