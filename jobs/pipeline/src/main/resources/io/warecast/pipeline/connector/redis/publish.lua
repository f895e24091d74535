-- Makes a run's staged forecasts current, all at once; older ones never replace newer ones.
-- KEYS: staged index, absent index.  ARGV: staged prefix, replaced prefix.
-- Answers {replaced, added, kept}.
-- A script that fails is not rolled back: so everything that can fail comes before the first rename.
local keys = redis.call('SMEMBERS', KEYS[1])
local replaced, added, kept = {}, {}, 0
for _, key in ipairs(keys) do
  local staged_as_of, staged_sequence = generation(ARGV[1] .. key)
  if not staged_as_of then
    return redis.error_reply('MISSING the staged forecast of ' .. key .. ' is gone (expired or evicted)')
  end
  local as_of, sequence = generation(key)
  if not as_of then
    added[#added + 1] = key
  elseif staged_as_of > as_of or (staged_as_of == as_of and staged_sequence > sequence) then
    replaced[#replaced + 1] = key
  else
    kept = kept + 1
  end
end
for _, key in ipairs(added) do
  redis.call('SADD', KEYS[2], key)
end
-- An undo, however late, needs the index.
redis.call('PERSIST', KEYS[1])
for _, key in ipairs(replaced) do
  redis.call('RENAME', key, ARGV[2] .. key)
  redis.call('RENAME', ARGV[1] .. key, key)
  redis.call('PERSIST', key)
end
for _, key in ipairs(added) do
  redis.call('RENAME', ARGV[1] .. key, key)
  redis.call('PERSIST', key)
end
return {#replaced, #added, kept}
