"""One JSON object a line, without personal data: what happened, how long it took, and a number to find it by."""

import json
import logging
from datetime import UTC, datetime

SAID = ("number", "method", "route", "status", "status_code", "ms")


class Json(logging.Formatter):
    """Writes the message and the few facts that are safe to write; never a form, a name or a query.

    Django's own lines are kept without their arguments: those are addresses, and somebody types a name into one.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
        }
        message = str(record.msg) if record.name.startswith("django") else record.getMessage()
        line |= {"logger": record.name, "message": message}
        line |= {key: getattr(record, key) for key in SAID if hasattr(record, key)}
        if record.exc_info and record.exc_info[0]:
            line["problem"] = record.exc_info[0].__name__
            line["where"] = self.formatException(record.exc_info).splitlines()[-3:-1]
        return json.dumps(line, ensure_ascii=False)
