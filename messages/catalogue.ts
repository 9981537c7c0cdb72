/** Every sentence of the service, French first: it is the source, and English has the same keys or does not compile. */
import enAccount from "./en/account.json";
import enActivation from "./en/activation.json";
import enChangeReport from "./en/changeReport.json";
import enCharter from "./en/charter.json";
import enCharters from "./en/charters.json";
import enCommandLine from "./en/commandLine.json";
import enCommon from "./en/common.json";
import enDemo from "./en/demo.json";
import enDeskReset from "./en/deskReset.json";
import enDoctor from "./en/doctor.json";
import enErrors from "./en/errors.json";
import enForgottenPassword from "./en/forgottenPassword.json";
import enHelp from "./en/help.json";
import enHome from "./en/home.json";
import enJournal from "./en/journal.json";
import enLegal from "./en/legal.json";
import enMail from "./en/mail.json";
import enOutage from "./en/outage.json";
import enPasswordPolicy from "./en/passwordPolicy.json";
import enPersonalData from "./en/personalData.json";
import enPhone from "./en/phone.json";
import enProblems from "./en/problems.json";
import enRecoveryEmail from "./en/recoveryEmail.json";
import enRegisterImport from "./en/registerImport.json";
import enRegistrar from "./en/registrar.json";
import enSession from "./en/session.json";
import enSheets from "./en/sheets.json";
import enStatistics from "./en/statistics.json";
import enStudentFile from "./en/studentFile.json";
import frAccount from "./fr/account.json";
import frActivation from "./fr/activation.json";
import frChangeReport from "./fr/changeReport.json";
import frCharter from "./fr/charter.json";
import frCharters from "./fr/charters.json";
import frCommandLine from "./fr/commandLine.json";
import frCommon from "./fr/common.json";
import frDemo from "./fr/demo.json";
import frDeskReset from "./fr/deskReset.json";
import frDoctor from "./fr/doctor.json";
import frErrors from "./fr/errors.json";
import frForgottenPassword from "./fr/forgottenPassword.json";
import frHelp from "./fr/help.json";
import frHome from "./fr/home.json";
import frJournal from "./fr/journal.json";
import frLegal from "./fr/legal.json";
import frMail from "./fr/mail.json";
import frOutage from "./fr/outage.json";
import frPasswordPolicy from "./fr/passwordPolicy.json";
import frPersonalData from "./fr/personalData.json";
import frPhone from "./fr/phone.json";
import frProblems from "./fr/problems.json";
import frRecoveryEmail from "./fr/recoveryEmail.json";
import frRegisterImport from "./fr/registerImport.json";
import frRegistrar from "./fr/registrar.json";
import frSession from "./fr/session.json";
import frSheets from "./fr/sheets.json";
import frStatistics from "./fr/statistics.json";
import frStudentFile from "./fr/studentFile.json";

const fr = {
  common: frCommon,
  home: frHome,
  activation: frActivation,
  recoveryEmail: frRecoveryEmail,
  changeReport: frChangeReport,
  charter: frCharter,
  charters: frCharters,
  deskReset: frDeskReset,
  registrar: frRegistrar,
  registerImport: frRegisterImport,
  sheets: frSheets,
  session: frSession,
  statistics: frStatistics,
  studentFile: frStudentFile,
  account: frAccount,
  forgottenPassword: frForgottenPassword,
  help: frHelp,
  journal: frJournal,
  demo: frDemo,
  mail: frMail,
  outage: frOutage,
  passwordPolicy: frPasswordPolicy,
  personalData: frPersonalData,
  phone: frPhone,
  problems: frProblems,
  errors: frErrors,
  legal: frLegal,
  commandLine: frCommandLine,
  doctor: frDoctor,
};

export type Messages = typeof fr;

const en: Messages = {
  common: enCommon,
  home: enHome,
  activation: enActivation,
  recoveryEmail: enRecoveryEmail,
  changeReport: enChangeReport,
  charter: enCharter,
  charters: enCharters,
  deskReset: enDeskReset,
  registrar: enRegistrar,
  registerImport: enRegisterImport,
  sheets: enSheets,
  session: enSession,
  statistics: enStatistics,
  studentFile: enStudentFile,
  account: enAccount,
  forgottenPassword: enForgottenPassword,
  help: enHelp,
  journal: enJournal,
  demo: enDemo,
  mail: enMail,
  outage: enOutage,
  passwordPolicy: enPasswordPolicy,
  personalData: enPersonalData,
  phone: enPhone,
  problems: enProblems,
  errors: enErrors,
  legal: enLegal,
  commandLine: enCommandLine,
  doctor: enDoctor,
};

export const messages = { fr, en };
