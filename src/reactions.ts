import {
  direLEntretien,
  refuserContreUnEntretien,
  verserLAccompagnement,
} from './accompagnement/index.ts'
import {
  annulerALaCloture,
  annulerApresLaFin,
  annulerDeNouveau,
  convocationSeMontre,
  delisterApresLAbsence,
  direLesConvocationsDuReferent,
  direLesConvocationsPrevues,
  direLesVisites,
  issueSeNote,
  listerADecider,
  listerALaDetention,
  listerAuDepart,
  proposerLesConvocations,
  rattacherALaMesure,
  rendreALaReouverture,
  rendreApresAnnulation,
  revoirApresLaMesure,
  suivreLeDomicile,
  suivreLeReferent,
  suivreLeTransfert,
  verserLesConvocations,
} from './agenda/index.ts'
import { absenceRetiree, calendrierChange } from './creneaux/index.ts'
import {
  accorderApresFusion,
  accorderLesOuvertures,
  compterLesDossiersSuivis,
  coordonneesChangees,
  direLesDossiersSuivis,
  dossierSansSaisine,
  dossierSeClot,
  dossierSeRouvre,
  dossiersFusionnes,
  dossierTransfere,
  dossierVaClore,
  ficheSeCorrige,
  referentChange,
  referentVaChanger,
  suiviChange,
} from './dossiers/index.ts'
import {
  direLesEcheancesEchues,
  ecarterALaCloture,
  recalculerLesEcheances,
  reprendreALaReouverture,
} from './echeances/index.ts'
import {
  abandonnerALaCloture,
  direLesEcritsEnCours,
  verserLesSaisines,
} from './magistrats/index.ts'
import {
  confierAuNouveauService,
  direLesMessagesEnAttente,
  retirerALaCloture,
  retirerAuDeces,
  suivreLesCoordonnees,
  verserLesMessages,
} from './messages/index.ts'
import {
  acteAnnule,
  acteRepris,
  attendreLaSaisine,
  convocationsDeLaMesure,
  direLesMesuresQuiCourent,
  mesureChange,
  mesureSePrepare,
  mesureTerminee,
  verserLesMesures,
} from './mesures/index.ts'
import { departChange, departSePrepare, suiviSeCompte } from './moyens/index.ts'
import { reagir } from './platform/fait.ts'

/**
 * Every « when X, then Y » that goes upward in the graph, on one page; each runs in the transaction
 * of X.
 */
export function installerReactions(): void {
  reagir(departSePrepare, direLesDossiersSuivis)
  reagir(suiviSeCompte, compterLesDossiersSuivis)
  reagir(departChange, listerAuDepart)
  reagir(calendrierChange, listerADecider)
  reagir(absenceRetiree, delisterApresLAbsence)
  reagir(dossierTransfere, suivreLeTransfert)
  // After the convocations: what is taken back with them stays where it was.
  reagir(dossierTransfere, confierAuNouveauService)
  reagir(referentVaChanger, direLesConvocationsDuReferent)
  reagir(referentChange, suivreLeReferent)
  reagir(coordonneesChangees, listerALaDetention)
  reagir(coordonneesChangees, suivreLesCoordonnees)
  // After the messages: what still waits is withdrawn with the former address, and said anew.
  reagir(coordonneesChangees, suivreLeDomicile)
  reagir(ficheSeCorrige, direLesVisites)
  reagir(dossierSansSaisine, attendreLaSaisine)
  reagir(mesureTerminee, annulerApresLaFin)
  reagir(mesureTerminee, retirerAuDeces)
  reagir(acteAnnule, rendreApresAnnulation)
  reagir(acteRepris, annulerDeNouveau)
  reagir(acteRepris, retirerAuDeces)
  reagir(mesureChange, revoirApresLaMesure)
  reagir(issueSeNote, refuserContreUnEntretien)
  reagir(convocationSeMontre, direLEntretien)
  reagir(mesureSePrepare, proposerLesConvocations)
  reagir(convocationsDeLaMesure, rattacherALaMesure)
  // What is in the way of closing, in the order in which an agent ends it; then what the form ends,
  // messages last.
  reagir(dossierVaClore, direLesMesuresQuiCourent)
  reagir(dossierVaClore, direLesConvocationsPrevues)
  reagir(dossierVaClore, direLesEcritsEnCours)
  reagir(dossierVaClore, direLesEcheancesEchues)
  reagir(dossierVaClore, direLesMessagesEnAttente)
  reagir(dossierSeClot, annulerALaCloture)
  reagir(dossierSeClot, ecarterALaCloture)
  reagir(dossierSeClot, retirerALaCloture)
  reagir(dossierSeClot, abandonnerALaCloture)
  reagir(dossierSeRouvre, rendreALaReouverture)
  reagir(dossierSeRouvre, reprendreALaReouverture)
  // The order matters: a saisine and an entretien refer to a measure and a convocation, which move
  // first and take them along.
  reagir(dossiersFusionnes, verserLesMesures)
  reagir(dossiersFusionnes, verserLesConvocations)
  reagir(dossiersFusionnes, verserLesMessages)
  reagir(dossiersFusionnes, verserLAccompagnement)
  reagir(dossiersFusionnes, verserLesSaisines)
  // Last, when every fact is in its place.
  reagir(dossiersFusionnes, recalculerLesEcheances)
  reagir(dossiersFusionnes, accorderApresFusion)
  reagir(suiviChange, recalculerLesEcheances)
  // Who sees it follows from the facts too: measures, requests, convocations.
  reagir(suiviChange, accorderLesOuvertures)
}
