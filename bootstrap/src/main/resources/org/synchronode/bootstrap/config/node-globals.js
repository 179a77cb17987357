// What a config.js of Node.js finds: require("path"), require("os") and process.env. Evaluates to a function that takes
// the facts about this machine as JSON text and gives {require, process}. It runs inside the sandbox like the file
// itself, so nothing of Java is ever handed over.
(function (factsAsJson) {
  "use strict";
  const facts = JSON.parse(factsAsJson);

  // The engine's own globals are no part of Node; console stays.
  for (const name of ["Graal", "load", "loadWithNewGlobal", "print", "printErr", "arguments"]) {
    delete globalThis[name];
  }

  const text = (value, argument) => {
    if (typeof value !== "string") {
      throw new TypeError(`The "${argument}" argument must be of type string, but is ${value === null ? "null" : typeof value}`);
    }
    return value;
  };
  const isAbsolute = (path) => text(path, "path").startsWith("/");
  const withoutTrailingSlashes = (path) => path.replace(/(?!^)\/+$/, "");

  // The names of a path without "." and with every ".." taken back where there is something to take back.
  const names = (path, absolute) => {
    const kept = [];
    for (const name of path.split("/")) {
      if (name === "" || name === ".") continue;
      if (name !== "..") kept.push(name);
      else if (kept.length > 0 && kept[kept.length - 1] !== "..") kept.pop();
      else if (!absolute) kept.push("..");
    }
    return kept.join("/");
  };

  const normalize = (path) => {
    const absolute = isAbsolute(path);
    const middle = names(path, absolute);
    if (middle === "") return absolute ? "/" : path.endsWith("/") ? "./" : ".";
    return (absolute ? "/" : "") + middle + (path.endsWith("/") ? "/" : "");
  };

  const join = (...parts) => {
    const joined = parts.filter((part) => text(part, "path") !== "").join("/");
    return joined === "" ? "." : normalize(joined);
  };

  const resolve = (...parts) => {
    let path = "";
    for (let at = parts.length - 1; at >= 0 && !path.startsWith("/"); at--) {
      if (text(parts[at], "path") !== "") path = parts[at] + "/" + path;
    }
    return "/" + names(path.startsWith("/") ? path : facts.currentFolder + "/" + path, true);
  };

  const dirname = (path) => {
    if (text(path, "path") === "") return ".";
    const cut = withoutTrailingSlashes(path);
    const slash = cut.lastIndexOf("/");
    if (slash < 0) return ".";
    if (slash === 0) return "/";
    // Node keeps both slashes of a name directly below "//".
    return slash === 1 && cut[0] === "/" ? "//" : cut.slice(0, slash);
  };

  const basename = (path, suffix = "") => {
    text(suffix, "suffix");
    if (text(path, "path") === suffix) return "";
    const cut = path.replace(/\/+$/, "");
    const base = cut.slice(cut.lastIndexOf("/") + 1);
    return suffix !== "" && base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base;
  };

  const extname = (path) => {
    const base = basename(path);
    const dot = base.lastIndexOf(".");
    return dot <= 0 || base === ".." ? "" : base.slice(dot);
  };

  const relative = (from, to) => {
    const start = resolve(text(from, "from")).split("/").filter(Boolean);
    const end = resolve(text(to, "to")).split("/").filter(Boolean);
    let same = 0;
    while (same < start.length && same < end.length && start[same] === end[same]) same++;
    return [...start.slice(same).map(() => ".."), ...end.slice(same)].join("/");
  };

  const path = { sep: "/", delimiter: ":", isAbsolute, normalize, join, resolve, dirname, basename, extname, relative };
  path.posix = path;

  const os = {
    EOL: facts.lineEnd,
    hostname: () => facts.hostName,
    homedir: () => facts.homeFolder,
    tmpdir: () => facts.tempFolder,
    platform: () => facts.platform,
    type: () => facts.systemName,
    arch: () => facts.architecture,
    userInfo: () => ({ username: facts.userName, homedir: facts.homeFolder }),
  };

  const require = (name) => {
    switch (name) {
      case "path":
      case "node:path":
      case "path/posix":
        return path;
      case "os":
      case "node:os":
        return os;
      default:
        throw new Error(`require(${JSON.stringify(name)}) is not possible here: only "path" and "os" are there`);
    }
  };
  return { require, process: { env: facts.environment, platform: facts.platform } };
})
