-- The generation (as_of, sequence) of the forecast under a key, from the head of its value as
-- ForecastCodec writes it; nil when there is no forecast. Another value counts as the oldest.
local function generation(key)
  local head = redis.call('GETRANGE', key, 0, 63)
  if head == '' then
    return nil
  end
  local as_of, sequence = string.match(head, '^{"as_of":(%-?%d+),"sequence":(%-?%d+),')
  return tonumber(as_of or '-9e15'), tonumber(sequence or '-1')
end
