export { acteEnMots, MOTIFS_DITS } from './acte.rules.ts'
export { creerPremierAdministrateur } from './administrateur.commands.ts'
export { alerteRoutes } from './alerte.routes.tsx'
export { alertesOuvertes } from './alerte.store.ts'
export { compterPourSoi, confirmerMotDePasse } from './compte.commands.ts'
export { compteRoutes } from './compte.routes.tsx'
export { EcranConnexion } from './compte.views.tsx'
export { connexionRoutes, type Demonstration } from './connexion.routes.tsx'
export { journalRoutes } from './journal.routes.tsx'
export { hacher } from './mot-de-passe.gestes.ts'
export { permissionsConnues, quiTient } from './permissions.ts'
export { repriseRoutes } from './reprise.routes.tsx'
export { fautesDAbsence, verifierLesJournaux } from './sceau.examen.ts'
export { type Cles, prouverLaPurge, SANS_CLE } from './sceau.gestes.ts'
export { journauxSousCle, lignesDuJournal, noterControle } from './sceau.store.ts'
export {
  ecriture,
  fermerLesSessionsCloses,
  lecture,
  lire,
  montres,
  oublierLesVieuxEssais,
  ouvrir,
} from './session.store.ts'
export { eprouverDehors, scellerEtNoter } from './temoin.jobs.ts'
export { lireTetes } from './tetes.store.ts'
