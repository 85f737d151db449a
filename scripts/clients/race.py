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
known, etag = {}, None  # each session as it was printed; the race as it was asked for last


def get(path, **headers):
    return urllib.request.urlopen(urllib.request.Request(asked.base.rstrip("/") + "/api/v1" + path, headers=headers), timeout=20)


def refetch():
    global etag
    try:
        answer = get("/races/" + asked.race, **({"If-None-Match": etag} if etag else {}))
    except urllib.error.HTTPError as error:
        if error.code == 304:
            return  # nothing that we do not know
        raise
    etag, race = answer.headers["ETag"], json.load(answer)
    for session in race["sessions"]:
        line, before = "{code} {phase}, {state}, version {version}".format(**session), known.get(session["sessionId"], {"version": 0})
        known[session["sessionId"]] = session | {"line": line}
        if line != before.get("line"):
            print(race["name"] + ": " + line)
        if session["version"] != before["version"]:
            results = json.load(get("/races/{}/results?session={code}&version={version}".format(asked.race, **session)))
            for car in results["cars"][:10]:
                print("  {position:2} {driver}".format(**car))
    sys.stdout.flush()
    if race["state"] in ("final", "amended"):
        sys.exit(print(race["name"], "is", race["state"]))


def say(bridge, **frame):
    frame = json.dumps(frame).encode()
    bridge.sendall(struct.pack(">i", len(frame)) + frame)


def hear(bridge):
    """The next frame; where none comes for long, we say that we are still there."""
    while not select.select([bridge], [], [], 20)[0]:
        say(bridge, type="ping")
    head = bridge.recv(4, socket.MSG_WAITALL)
    if len(head) < 4:
        raise ConnectionError("the connection is gone")
    return json.loads(bridge.recv(struct.unpack(">i", head)[0], socket.MSG_WAITALL))


def follow():
    """One connection, until it is gone."""
    global etag
    host, port = asked.bridge.rsplit(":", 1)
    with socket.create_connection((host, int(port)), timeout=20) as bridge:
        bridge.settimeout(None)
        say(bridge, type="register", address="push.race." + asked.race, headers={"token": os.environ.get("PADDOCK_TCP_BRIDGE_TOKEN", "")})
        say(bridge, type="ping")  # answered once we are registered: what changes after that is said, what changed before is asked for
        seq = None
        while True:
            frame = hear(bridge)
            if frame["type"] == "err":
                sys.exit("not followed: " + frame["message"])
            if frame["type"] == "message":
                body = frame["body"]
                if body["dropped"] or (seq is not None and body["seq"] != seq + 1):
                    etag = None  # some of it was missed: everything is asked for anew
                seq = body["seq"]
            refetch()


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
