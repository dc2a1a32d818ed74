"""What goes on in the background: long files. Each may be called again after it was cut short."""

from django.utils import timezone
from django_tasks import task

from danvan.kernel.errors import DanvanError
from danvan.site.core.language import said
from danvan.site.registers.importing.running import look_through, take_in
from danvan.site.registers.models import ImportRun


@task()
def go_on_importing(number: int) -> None:
    """The step a file is at."""
    run = ImportRun.objects.get(pk=number)
    try:
        if run.state == ImportRun.State.TRYING:
            look_through(run)
        elif run.state == ImportRun.State.RUNNING:
            take_in(run)
    except DanvanError as error:
        # A file that was readable when it came: whoever reads this sees the sentence, nobody waits for ever.
        run.refresh_from_db()
        run.state, run.changed_at = ImportRun.State.UPLOADED, timezone.now()
        run.about = {**run.about, "refused": said(error)}
        run.save()
