// What waits on this phone: shut conversations by the number that makes each of them once, and the kit that was taken along.
"use strict";
const NAME = "hereabouts-listen";

const opened = new Promise((give, fail) => {
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("waiting", { keyPath: "once" });
    asked.result.createObjectStore("kit");
  };
  asked.onsuccess = () => give(asked.result);
  asked.onerror = () => fail(asked.error);
});

// strict: the answer comes when it is on the disk, not when somebody means to put it there
const done = async (store, mode, work) => {
  const base = await opened;
  return new Promise((give, fail) => {
    const turn = base.transaction(store, mode, { durability: "strict" });
    const asked = work(turn.objectStore(store));
    turn.oncomplete = () => give(asked.result);
    turn.onerror = turn.onabort = () => fail(turn.error);
  });
};

export const keep = (one) => done("waiting", "readwrite", (store) => store.put(one));
export const letGo = (once) => done("waiting", "readwrite", (store) => store.delete(once));
export const all = () => done("waiting", "readonly", (store) => store.getAll());
export const remember = (name, value) => done("kit", "readwrite", (store) => store.put(value, name));
export const remembered = (name) => done("kit", "readonly", (store) => store.get(name));
