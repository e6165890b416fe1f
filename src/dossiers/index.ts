export { affecter, affecterEnNombre, passerEnNombre } from './affectation.commands.ts'
export { ouvrirPourUneJuridiction, rejoindreALAudience } from './bex.commands.ts'
export { attendreSonTour } from './bex.store.ts'
export {
  type BrouillonDeFormulaire,
  brouillonDuFormulaire,
  motsGardes,
  reprendre,
} from './brouillon.ecran.ts'
export { BrouillonRepris, JeterBrouillon } from './brouillon.panels.tsx'
export { brouillonsDe, jeterBrouillon as oublierBrouillon } from './brouillon.store.ts'
export { cloturer, rouvrir } from './cloture.commands.ts'
export { reouverturePar } from './cloture.store.ts'
export { consultationRoutes } from './consultation.routes.tsx'
export {
  annulerDemande,
  constaterLeSilence,
  declinerDemande,
  demanderDessaisissement,
  ecrireRegleDeSilence,
} from './dessaisissement.commands.ts'
export { AvisDeTransfert, DemandesARepondre } from './dessaisissement.panels.tsx'
export { dessaisissementRoutes } from './dessaisissement.routes.tsx'
export { aRepondre } from './dessaisissement.store.ts'
export {
  corrigerPersonne,
  creerDossier,
  fusionner,
  garderBrouillon,
  ouvrirDossier,
} from './dossier.commands.ts'
export {
  coordonneesChangees,
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
} from './dossier.faits.ts'
export { ouvrirDossierForm } from './dossier.forms.ts'
export { adresseDe, Bandeau, Coordonnees, filDuDossier } from './dossier.panels.tsx'
export { dossierRoutes } from './dossier.routes.tsx'
export {
  direLeDeces,
  estDetenue,
  horsDuDepartement,
  libelleDeCloture,
  naissanceDe,
  refusDeNaissance,
  selonLeSexe,
} from './dossier.rules.ts'
export {
  decesDe,
  type Identite,
  type IdentiteEtroite,
  identite,
  identiteEtroite,
  identites,
  noterLeDeces,
  ouvertSql,
  perimetreSql,
  suivisAilleursSql,
} from './dossier.store.ts'
export { dossierOuvert } from './dossier-ouvert.rules.ts'
export { effacer } from './effacement.commands.ts'
export { accepterTransfert, proposerTransfert, refuserTransfert } from './fil.commands.ts'
export { filRoutes } from './fil.routes.tsx'
export { voirNouvelles } from './nouvelle.commands.ts'
export { prevenir, reglerNouvelles } from './nouvelle.gestes.ts'
export { SeraDit } from './nouvelle.panels.tsx'
export { type LieuDeNouvelle, nature as natureDeNouvelle } from './nouvelle.rules.ts'
export {
  accorderLesNumeros,
  codeDInstallation,
  donnerLeCode,
  garderLesAnciensNumeros,
  type Renumerote,
  refuserUnMelange,
} from './numero.store.ts'
export { accorderLesOuvertures, direQueLeTribunalVoit } from './ouverture.gestes.ts'
export { accorderApresFusion } from './ouverture.reactions.ts'
export { ouvertureRoutes } from './ouverture.routes.tsx'
export { mesOuvertures, resteOuvert, voitPourAutreChose } from './ouverture.store.ts'
export { DossierPropose } from './ouverture.views.tsx'
export { personnes } from './personne.store.ts'
export { compterLesDossiersSuivis, direLesDossiersSuivis } from './prise-en-charge.reactions.ts'
export { charges } from './prise-en-charge.store.ts'
export { direALAudience, reprendreCeQuiEtaitDit } from './proposition.commands.ts'
export { PropositionsDAudience } from './proposition.panels.tsx'
export { propositionRoutes } from './proposition.routes.tsx'
export { type PropositionLue, propositionsADecider } from './proposition.store.ts'
export { compterLeNumero, refuserAuPlafond } from './rapprochement.examen.ts'
export { dossiersLies } from './rapprochement.rules.ts'
export { type Homonyme, homonymes, rapprocher, revoir } from './rapprochement.store.ts'
export { rechercher, type Trouve } from './recherche.store.ts'
export { defaireLaReouverture } from './reouverture.gestes.ts'
export { ouvrirDApresLesFaits } from './reouverture.store.ts'
export { transfertEnCours } from './transfert.store.ts'
