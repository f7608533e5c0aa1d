export { cleanDocument, cleaningSteps, stepRules } from './steps.js';
