-- Sends the requests of the file REQUESTS, which a zero byte parts, in turn; prints one JSON object at the end.

local requests, turn = {}, 0

function init()
  local file = io.open(os.getenv("REQUESTS"), "rb")
  for text in file:read("*a"):gmatch("[^%z]+") do requests[#requests + 1] = text end
  file:close()
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  local lost = errors.connect + errors.read + errors.write + errors.timeout
  local codes = string.format('"200": %d', summary.requests - errors.status)
  if errors.status > 0 then codes = codes .. string.format(', "other": %d', errors.status) end
  if lost > 0 then codes = codes .. string.format(', "lost": %d', lost) end
  print(string.format('{"per_second": %f, "p50_ms": %f, "p99_ms": %f, "codes": {%s}}',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, codes))
end
