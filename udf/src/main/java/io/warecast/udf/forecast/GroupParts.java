package io.warecast.udf.forecast;

import java.util.ArrayList;
import java.util.List;

/** Means of a group's own forecast and of its parts'. A POJO, because Flink serializes it. */
public final class GroupParts {

  public int originDay;
  public float[] group = {};
  public List<String> items = new ArrayList<>();
  public List<float[]> means = new ArrayList<>();
}
