export { type CleaningSettings, cleanDocument, cleaningSteps, type StepRule, stepRules } from './steps.js';
