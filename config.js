// How this node runs: a module of Node.js, in which require("path"), require("os") and process.env work. Options of
// ./synchronode and the environment (SYNCHRONODE_PORT, …) win over what stands here. A key that is not known is an error.

module.exports = {
  // The port to listen on, on this machine only: a reverse proxy stands in front. 0 takes a free one.
  port: 3000,

  // The master that this node joins, such as "https://example.org". Empty: this node is itself the top, a grandmaster.
  master: "",

  // What this node shares: a folder (relative to this file, or "~/Pictures"), or any URL of Commons VFS ("zip:photos.zip").
  shareRoot: "shared",

  // Which folders of it are shared, and whether others may change what is in them: "r" (to read) or "rw". Without this,
  // all of it is shared to read; permissions: "rw" lets others change all of it.
  // folders: [{ path: "/photos" }, { path: "/photos/inbox", permissions: "rw" }],

  // What a change survives once it is answered: the end of the "process", or loss of "power" too, which takes longer.
  // durability: "process",

  // The addresses under which people reach this node, when a reverse proxy stands in front of it.
  // publicUrl: "https://example.org",

  // The proxies whose X-Forwarded headers are believed.
  // trustedProxies: ["127.0.0.1"],

  // The name of this host; by default the machine's.
  // name: "attic",

  // Who may join: "approve" (with a join code, or when you approve it), "code" (only with a code), "open", "closed".
  // registration: "approve",

  // What somebody may do who has not logged in: "none", or "r" to read everything.
  // anonymous: "none",
};
