#!/usr/bin/env python3
"""Prints a race as it goes, until its result is final. A push says that something changed; what it is now, the API is asked."""
import argparse, http.client, json, signal, sys, time, urllib.error, urllib.request

parser = argparse.ArgumentParser(description=__doc__, epilog="exit code: 0 it is final, 1 it cannot be followed, 2 wrong usage")
parser.add_argument("race", help="such as 2025-las-vegas")
parser.add_argument("--base", default="http://127.0.0.1:8080", help="where Paddock is (%(default)s)")
asked = parser.parse_args()
printed, etag = {}, ""  # each session's line, and the race of which they tell


def get(path, **headers):  # a stream is never silent for longer than 15 s
    return urllib.request.urlopen(urllib.request.Request(asked.base + "/api/v1" + path, headers=headers), timeout=60)


def refetch():
    global etag
    try:
        answer = get("/races/" + asked.race, **{"If-None-Match": etag})
    except urllib.error.HTTPError as refused:
        if refused.code == 304: return
        raise
    race = json.load(answer)
    for session in race["sessions"]:
        line = "{}: {code} {phase}, {state}, version {version}".format(race["name"], **session)
        if line != printed.get(session["code"]):
            results = "/races/{}/results?session={code}&version={version}".format(asked.race, **session)
            cars = json.load(get(results))["cars"] if session["version"] else []
            print(line, *("  {position:2} {driver}".format(**car) for car in cars[:10]), sep="\n", flush=True)
            printed[session["code"]] = line
    etag = answer.headers["ETag"]
    if race["state"] in ("final", "amended"): sys.exit(print(race["name"], "is", race["state"]))


def follow(heard=None):
    for line in get("/realtime/sse?topics=push.race." + asked.race):
        if line.startswith(b"data: "):
            push = json.loads(line[6:])
            if push.get("dropped") or heard and push.get("seq", 0) > heard + 1: print("(missed some of it)", file=sys.stderr)
            heard = push.get("seq")
            refetch()  # whatever was said or missed: as it is now


for ending in (signal.SIGINT, signal.SIGPIPE): signal.signal(ending, signal.SIG_DFL)
while True:
    try:
        follow()
    except (OSError, http.client.HTTPException) as error:
        print(asked.base, error, sep=": ", file=sys.stderr)
        if not etag: sys.exit(1)
    time.sleep(1)
