-- Undoes publish.lua, wherever that one was left. May run twice. What another writer has made
-- current since then stays.
-- KEYS: staged index, absent index.  ARGV: replaced prefix, sequence of the run.
-- Answers {restored, removed}.
local own = tonumber(ARGV[2])
local function is_own(key)
  local as_of, sequence = generation(key)
  return as_of == nil or sequence == own
end
local restored, removed = 0, 0
for _, key in ipairs(redis.call('HKEYS', KEYS[1])) do
  local before = ARGV[1] .. key
  if redis.call('EXISTS', before) == 1 then
    if is_own(key) then
      redis.call('RENAME', before, key)
      restored = restored + 1
    else
      redis.call('UNLINK', before)
    end
  end
end
for _, key in ipairs(redis.call('SMEMBERS', KEYS[2])) do
  if is_own(key) then
    removed = removed + redis.call('UNLINK', key)
  end
end
redis.call('UNLINK', KEYS[2])
return {restored, removed}
