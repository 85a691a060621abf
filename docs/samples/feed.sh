#!/bin/sh
# Sends a file of records, one JSON object a line, to a MedSentry gateway.
#
#   MEDSENTRY_URL=https://gateway.example MEDSENTRY_KEY=msk_... ./feed.sh purchase-registrations FILE
#
# Sending the same file again does no harm: a record with the same source and eventId counts once.
# Exit status: 0 all accepted, 1 some rejected (see the printed answers), 2 not all could be sent.
set -u
stream=$1
file=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
rejected=0

split -l 5000 "$file" "$folder/batch-"
for batch in "$folder"/batch-*; do
    gzip "$batch"
    attempt=1
    while :; do
        status=$(curl --silent --show-error --max-time 120 \
            --output "$folder/answer" --dump-header "$folder/headers" --write-out '%{http_code}' \
            --header "Authorization: Bearer $MEDSENTRY_KEY" \
            --header 'Content-Type: application/x-ndjson' --header 'Content-Encoding: gzip' \
            --data-binary "@$batch.gz" "$MEDSENTRY_URL/v1/$stream") || status=000
        if [ "$status" = 200 ]; then
            break
        fi
        # 207 may hold records that are to be sent again, or stand for a rest that was not read; the others of the
        # batch do not mind being sent again.
        if [ "$status" = 207 ] && ! grep -qE '"UNAVAILABLE"|"BODY_|"TOO_MANY_RECORDS"' "$folder/answer"; then
            if grep -q '"REJECTED"' "$folder/answer"; then
                rejected=1
                tr '{' '\n' <"$folder/answer" | grep '"REJECTED"'
            fi
            break
        fi
        case $status in
        000 | 207 | 408 | 429 | 5??) ;;
        *)
            cat "$folder/answer" >&2
            exit 2
            ;;
        esac
        if [ "$attempt" -ge 10 ]; then
            echo "gave up after $attempt attempts, last status $status" >&2
            exit 2
        fi
        wait=$(sed -n 's/^[Rr]etry-[Aa]fter: *\([0-9]*\).*/\1/p' "$folder/headers" 2>/dev/null | tail -n 1)
        sleep "${wait:-$attempt}"
        attempt=$((attempt + 1))
    done
done
exit $rejected
