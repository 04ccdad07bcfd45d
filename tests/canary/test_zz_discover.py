import json
import pytest
from tests.canary.world import World
from tests.canary.walk import *
from tests.canary import table
from tests.conftest import *

@pytest.mark.django_db
@pytest.mark.timeout(1500)
def test_it(client, partnership):
    import time
    t=time.time(); w=World(partnership); print("world", time.time()-t, len(w.m.forms))
    walk=Walk(w)
    import os
    for r in os.environ['WHO'].split(','):
        t=time.time(); walk_as(walk, client, r, only_get=True); print(r, time.time()-t, walk.bodies, flush=True)
        json.dump([sorted(walk.seen), sorted(walk.broken), walk.formats], open('/tmp/canary_seen_%s.json' % os.environ['WHO'].split(',')[0],'w'))
