-- wrk asks the addresses of a file, one a line, one after another; the result is one line of JSON, times in milliseconds.
local requests, last = {}, 0

init = function(arguments)
  for address in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format("GET", address)
  end
end

request = function()
  last = last % #requests + 1
  return requests[last]
end

done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"requests": %d, "seconds": %.3f, "p95": %.3f, "errors": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(95) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
