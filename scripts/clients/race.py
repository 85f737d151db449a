#!/usr/bin/env python3
"""Prints a race as it goes, until its result is final. A push says that something changed; what it is now, the API is asked.

Listens over the TCP bridge (tcp-bridge.port), whose token is in PADDOCK_TCP_BRIDGE_TOKEN: frames of JSON behind their length in four bytes.
Exit code: 0 it is final, 1 it cannot be followed, 2 wrong usage.
"""
import argparse, json, os, select, signal, socket, struct, sys, time, urllib.error, urllib.request

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("race", help="such as 2025-las-vegas")
parser.add_argument("--base", default="http://127.0.0.1:8080", help="where Paddock is (%(default)s)")
parser.add_argument("--bridge", default="127.0.0.1:7000", metavar="HOST:PORT", help="where its TCP bridge is (%(default)s)")
asked = parser.parse_args()
printed, etag = {}, ""  # each session's line and version; the race as it was asked for last


def get(path, **headers):
    return urllib.request.urlopen(urllib.request.Request(asked.base + "/api/v1" + path, headers=headers), timeout=20)


def refetch():
    global etag
    try:
        answer = get("/races/" + asked.race, **{"If-None-Match": etag})
    except urllib.error.HTTPError as error:
        if error.code == 304:
            return  # nothing that we do not know
        raise
    race = json.load(answer)
    for session in race["sessions"]:
        line, before = "{code} {phase}, {state}, version {version}".format(**session), printed.get(session["code"], ("", 0))
        if line != before[0]:
            print(race["name"] + ": " + line)
        if session["version"] != before[1]:
            for car in json.load(get("/races/{}/results?session={code}&version={version}".format(asked.race, **session)))["cars"][:10]:
                print("  {position:2} {driver}".format(**car))
        printed[session["code"]] = line, session["version"]
    etag = answer.headers["ETag"]
    if race["state"] in ("final", "amended"):
        sys.exit(print(race["name"], "is", race["state"]))


def say(bridge, **frame):
    frame = json.dumps(frame).encode()
    bridge.sendall(struct.pack(">i", len(frame)) + frame)


def frames(bridge):
    while True:
        while not select.select([bridge], [], [], 20)[0]:
            say(bridge, type="ping")  # who says nothing for a minute is dropped
        head = bridge.recv(4, socket.MSG_WAITALL)
        if len(head) < 4:
            raise ConnectionError("the connection is gone")
        yield json.loads(bridge.recv(struct.unpack(">i", head)[0], socket.MSG_WAITALL))


def follow():
    host, port = asked.bridge.rsplit(":", 1)
    with socket.create_connection((host, int(port))) as bridge:
        say(bridge, type="register", address="push.race." + asked.race, headers={"token": os.environ.get("PADDOCK_TCP_BRIDGE_TOKEN", "")})
        say(bridge, type="ping")  # answered once we are registered: what changes from then on is said, what changed before is asked for
        seq = None
        for frame in frames(bridge):
            if frame["type"] == "err":
                sys.exit("not followed: " + frame["message"])
            if frame["type"] == "message":
                if frame["body"]["dropped"] or seq not in (None, frame["body"]["seq"] - 1):
                    print("(missed some of it)", file=sys.stderr)
                seq = frame["body"]["seq"]
            refetch()  # whatever was said or missed: as it is now


sys.stdout.reconfigure(line_buffering=True)
for ending in (signal.SIGINT, signal.SIGPIPE):
    signal.signal(ending, signal.SIG_DFL)
try:
    refetch()
except OSError as error:
    sys.exit("{}: {}".format(asked.base, error))
while True:
    try:
        follow()
    except OSError as error:
        print("{}; again in a second".format(error), file=sys.stderr)
        time.sleep(1)
