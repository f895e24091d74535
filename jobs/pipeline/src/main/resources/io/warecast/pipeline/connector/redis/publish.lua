-- Makes a run's staged forecasts current, all at once; older ones never replace newer ones.
-- KEYS: staged index, absent index.  ARGV: staged prefix, replaced prefix, sequence of the run.
-- Answers {replaced, added, kept}.
-- Redis serves nobody else meanwhile: so three commands a series and no more. And a script that
-- fails is not rolled back: so everything that can fail comes before the first rename.
local index = redis.call('HGETALL', KEYS[1])
local own_sequence = tonumber(ARGV[3])

local chunk = 1000
for from = 1, #index, 2 * chunk do
  local staged = {}
  for i = from, math.min(from + 2 * chunk, #index) - 1, 2 do
    staged[#staged + 1] = ARGV[1] .. index[i]
  end
  if redis.call('EXISTS', unpack(staged)) < #staged then
    return redis.error_reply('MISSING staged forecasts are gone (expired or evicted)')
  end
end

local replaced, added, kept = {}, {}, 0
for i = 1, #index, 2 do
  local key, own_as_of = index[i], tonumber(index[i + 1])
  local as_of, sequence = generation(key)
  if not as_of then
    added[#added + 1] = key
  elseif own_as_of > as_of or (own_as_of == as_of and own_sequence > sequence) then
    replaced[#replaced + 1] = key
  else
    kept = kept + 1
  end
end

for _, key in ipairs(added) do
  redis.call('SADD', KEYS[2], key)
end
for _, key in ipairs(replaced) do
  redis.call('RENAME', key, ARGV[2] .. key)
  redis.call('RENAME', ARGV[1] .. key, key)
end
for _, key in ipairs(added) do
  redis.call('RENAME', ARGV[1] .. key, key)
end
return {#replaced, #added, kept}
