package io.warecast.udf.xgboost;

import java.io.Serializable;

/** A model and how SQL rows go into it and come out of it, as planned. */
record ModelCall(ModelSource source, InputColumns inputs, OutputColumns outputs)
    implements Serializable {}
