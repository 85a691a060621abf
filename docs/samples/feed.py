"""Sends a file of records, one JSON object a line, to a MedSentry gateway. Python 3.8 or newer, nothing else.

    MEDSENTRY_URL=https://gateway.example MEDSENTRY_KEY=msk_... python3 feed.py purchase-registrations FILE

Sending the same file again does no harm: a record with the same source and eventId counts once.
Exit status: 0 all accepted, 1 some rejected (printed), 2 not all could be sent.
"""
import gzip
import itertools
import json
import os
import sys
import time
import urllib.error
import urllib.request

BATCH = 5_000
ATTEMPTS = 10
WORTH_ANOTHER_TRY = {408, 429, 500, 502, 503, 504}
# The last result of an answer may stand for all that followed and was not read.
NOT_READ_ON = {"BODY_UNREADABLE", "BODY_TOO_LARGE", "BODY_TOO_SLOW", "TOO_MANY_RECORDS"}


def post(url, key, lines):
    """The status, the answer and how long to wait before another try, of one attempt."""
    request = urllib.request.Request(
        url,
        data=gzip.compress(b"".join(lines)),
        headers={
            "Authorization": "Bearer " + key,
            "Content-Type": "application/x-ndjson",
            "Content-Encoding": "gzip",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.status, answer.read(), int(answer.headers.get("Retry-After", 0))
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read(), int(refused.headers.get("Retry-After", 0))
    except OSError as unreachable:
        return 503, str(unreachable).encode(), 0


def send(url, key, lines):
    """Sends until each record is accepted or rejected; gives the rejected results. Raises where that does not work out."""
    rejected = []
    for attempt in range(1, ATTEMPTS + 1):
        status, body, wait = post(url, key, lines)
        if status in (200, 207):
            results = json.loads(body)["results"]
            again = []
            for result in results:
                if result.get("reason") in NOT_READ_ON:
                    again += lines[result["index"]:]
                elif result["status"] == "UNAVAILABLE":
                    again.append(lines[result["index"]])
                elif result["status"] == "REJECTED":
                    rejected.append(result)
            # Only what was not taken is sent again, with the same ids.
            lines = again
            if not lines:
                return rejected
        elif status not in WORTH_ANOTHER_TRY:
            break
        time.sleep(wait or attempt)
    raise RuntimeError("status %d: %s" % (status, body.decode("utf-8", "replace")))


def main(stream, file):
    url = os.environ["MEDSENTRY_URL"].rstrip("/") + "/v1/" + stream
    key = os.environ["MEDSENTRY_KEY"]
    worst = 0
    with open(file, "rb") as source:
        records = (line.rstrip(b"\r\n") + b"\n" for line in source if line.strip())
        while True:
            lines = list(itertools.islice(records, BATCH))
            if not lines:
                return worst
            try:
                for result in send(url, key, lines):
                    worst = 1
                    print("%s: %s %s %s" % (
                        result.get("eventId", "?"), result["reason"], result["pointer"], result["message"]))
            except RuntimeError as failed:
                print(failed, file=sys.stderr)
                return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
