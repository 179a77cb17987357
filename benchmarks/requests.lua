-- What wrk sends. wrk -s requests.lua URL -- …
--   list FILE [AUTHORIZATION]   PROPFIND, Depth 1, with the body in FILE
--   get -  [AUTHORIZATION]      GET of URL
--   put SIZE [AUTHORIZATION]    PUT of SIZE bytes, each to a new name below URL
-- One thread only: the names are numbered within it.
function init(args)
  wrk.headers["Authorization"] = args[3]
  if args[1] == "list" then
    local file = assert(io.open(args[2]))
    wrk.method = "PROPFIND"
    wrk.headers["Depth"] = "1"
    wrk.headers["Content-Type"] = "application/xml"
    wrk.body = file:read("*a")
    file:close()
  elseif args[1] == "put" then
    local folder, number = wrk.path, 0
    wrk.method = "PUT"
    wrk.headers["Content-Type"] = "application/octet-stream"
    wrk.body = string.rep("x", tonumber(args[2]))
    request = function()
      number = number + 1
      return wrk.format(nil, folder .. "file-" .. number)
    end
  end
end
