-- What administrators say about the steps of degradation (decision 063). A step without a row follows the load.
CREATE TABLE load_switches (
  step text PRIMARY KEY,
  setting text NOT NULL,
  set_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT load_switches_step CHECK (step IN ('advice', 'browsing', 'queue', 'limits')),
  CONSTRAINT load_switches_setting CHECK (setting IN ('automatic', 'forced', 'forbidden'))
);
