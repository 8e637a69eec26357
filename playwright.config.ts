import { suiteConfig } from './cli/suite.ts';

export default await suiteConfig(import.meta.dirname);
