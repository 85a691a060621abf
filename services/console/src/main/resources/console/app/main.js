import { applyLanguage } from './language.js';
import { applyTheme } from './preferences.js';
import './shell.js';

applyLanguage();
applyTheme();
