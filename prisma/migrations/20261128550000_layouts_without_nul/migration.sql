-- A NUL in a name of a layout (U+0000, an escape in its JSON) cannot become text, so one such layout broke every list of venues. NOT VALID:
-- layouts stored before stay as they are, and lists leave them out.
ALTER TABLE "layouts" ADD CONSTRAINT "layouts_without_nul" CHECK (position('\u0000' IN geometry) = 0) NOT VALID;
