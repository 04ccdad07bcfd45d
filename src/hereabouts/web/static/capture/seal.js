// Shuts what was said so that this phone cannot open it again. The phone holds the half of a key that only shuts; nothing on
// it, and no passphrase that could be guessed, opens what waits. The other half is lent by the server to a signed-in page,
// stays in its memory, and goes with it.
"use strict";
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const BLOCK = 2048; // every conversation is filled up to whole blocks: its length tells nothing either
const words = new TextEncoder();

export const makeKeys = async () => {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const half = (key) => crypto.subtle.exportKey("jwk", key);
  return { shuts: await half(pair.publicKey), opens: await half(pair.privateKey) };
};

const shared = async (ours, theirs, use) => {
  const bits = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours, 256);
  const secret = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: words.encode("hereabouts conversation") };
  return crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, [use]);
};

export const shut = async (told, shuts) => {
  const theirs = await crypto.subtle.importKey("jwk", shuts, CURVE, false, []);
  const once = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const plain = words.encode(JSON.stringify(told));
  const filled = new Uint8Array(Math.ceil((plain.length + 4) / BLOCK) * BLOCK);
  new DataView(filled.buffer).setUint32(0, plain.length);
  filled.set(plain, 4);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await shared(once.privateKey, theirs, "encrypt");
  return {
    by: new Uint8Array(await crypto.subtle.exportKey("raw", once.publicKey)), iv,
    shut: new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, filled)),
  };
};

export const opener = async (opens) => {
  const ours = await crypto.subtle.importKey("jwk", opens, CURVE, false, ["deriveBits"]);
  return async (one) => {
    const theirs = await crypto.subtle.importKey("raw", one.by, CURVE, false, []);
    const key = await shared(ours, theirs, "decrypt");
    const filled = await crypto.subtle.decrypt({ name: "AES-GCM", iv: one.iv }, key, one.shut);
    const length = new DataView(filled).getUint32(0);
    return JSON.parse(new TextDecoder().decode(new Uint8Array(filled, 4, length)));
  };
};
