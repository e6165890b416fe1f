export { accomplirActe } from './acte.commands.ts'
export { attendreLaSaisine } from './attente.reactions.ts'
export { type Decision, memeDecision } from './attente.rules.ts'
export { attentesDesDossiers, attentesDuDossier } from './attente.store.ts'
export {
  citationDeCompetence,
  citationDeLAbsence,
  citationDuRetard,
  type FenetreDAudience,
  fenetreDAudience,
} from './audience.rules.ts'
export {
  ChampMesures,
  ChampUneMesure,
  type MesureAChoisir,
  nomDeMesure,
} from './concerne.panels.tsx'
export { AUCUNE_MESURE, mesuresConcernees } from './concerne.rules.ts'
export { casesDites } from './condamnation.rules.ts'
export { type Dossier, type Prononcee, refusDansLeDossier } from './cumul.rules.ts'
export { estDecedee, quiANoteLeDeces } from './deces.store.ts'
export { estUneDecision } from './decision-lue.rules.ts'
export { auteurs, familles, type Referentiel } from './definition.rules.ts'
export { type ActeSaisi, deroulement, type MesureSuivie } from './deroulement.rules.ts'
export {
  type ADire,
  calculer,
  type Echeance,
  type EnAttente,
  type Explication,
  type Inconnue,
  libelleDEcheance,
  nomDEcheance,
  refusDEcarter,
  type SansDelai,
} from './echeance.rules.ts'
export { refusDExecuter } from './execution.rules.ts'
export { libelleDeDepart } from './explication.rules.ts'
export type { Faits } from './faits.rules.ts'
export { FicheDeMesure } from './fiche.panels.tsx'
export {
  delaiDesAvis,
  plafondDeSemaine,
  refusDeDecider,
  refusDeSemaine,
  refusDHabilitation,
  refusDHote,
} from './hote.rules.ts'
export { refusDActe } from './jour-d-acte.rules.ts'
export { lieuDeLecture } from './lecture.rules.ts'
export { causesDeFin, type Machine } from './machine.rules.ts'
export { saisirMesure } from './mesure.commands.ts'
export { motsDesMesures } from './mesure.ecran.ts'
export {
  acteAnnule,
  acteRepris,
  convocationsDeLaMesure,
  type FinDuSuivi,
  mesureChange,
  mesureSePrepare,
  mesureTerminee,
} from './mesure.faits.ts'
export { direLesMesuresQuiCourent, verserLesMesures } from './mesure.reactions.ts'
export { mesureRoutes } from './mesure.routes.tsx'
export { obligationComplete, refusDeMesure, type Saisie } from './mesure.rules.ts'
export { finDuSuivi, mesuresDesDossiers, mesuresDuDossier } from './mesure.store.ts'
export { type CleNature, natures } from './nature.referentiel.ts'
export {
  definitionDe,
  libelleDeNature,
  machineLe,
  motsDesNatures,
  nomDeLaNature,
} from './nature.rules.ts'
export { motsComplets } from './obligation.rules.ts'
export { obligationsDuDossier } from './obligation.store.ts'
export { partieEnMots } from './partie.rules.ts'
export { libelleDActe, prolonge, transitionDe, transitionPrevue } from './passage.rules.ts'
export { piecesDuDossier } from './piece.store.ts'
export * as referentiel from './referentiel.rules.ts'
export { citationCourte, citationMarquee } from './regle.rules.ts'
export { reprendreLAttente } from './reprise.gestes.ts'
export { AUCUN_DEVOIR, devoirsDeConvocation, rapportAttendu } from './satisfaction.rules.ts'
export * as simulation from './simulation.rules.ts'
export { termeApres } from './terme.rules.ts'
