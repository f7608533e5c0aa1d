import separator from '../../../samples/applications/coated-separator.ko.md?raw';
import charging from '../../../samples/applications/curbside-charging.en.md?raw';
import fallDetector from '../../../samples/applications/flawed-fall-detector.ko.md?raw';

/** The made-up applications of the samples, in the order of their names in the dictionary. */
export const EXAMPLES: readonly string[] = [separator, charging, fallDetector];
