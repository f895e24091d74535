-- Puts values in place, except those that are older than what is there.
-- KEYS: one a value.  ARGV: as_of, sequence and text of each value.  Answers how many were put.
local put = 0
for i, key in ipairs(KEYS) do
  local own_as_of, own_sequence = tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1])
  local as_of, sequence = generation(key)
  if not as_of or own_as_of > as_of or (own_as_of == as_of and own_sequence >= sequence) then
    redis.call('SET', key, ARGV[3 * i])
    put = put + 1
  end
end
return put
