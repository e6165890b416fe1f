import { z } from 'zod'
import { motsGardes } from '../dossiers/index.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { accomplirActe, cleDeLActe } from './acte.commands.ts'
import { acteDAvance, ecranDActe } from './acte.ecran.tsx'
import { autresEnMots } from './deces.views.tsx'
import { parMesure } from './mesure.forms.ts'
import { chemins } from './mesure.paths.ts'

/** What the fields of an act hold in words, and the name of its lines. */
const motsDeLActe = {
  le: 'Date de l’acte',
  nouvelleFinLe: 'Nouveau terme',
  decision: 'Ce qui a été décidé',
  numero: 'Numéro de la décision',
  decisionLe: 'Date de la décision',
  habiliteeLe: 'Habilitation du',
  tigParSemaine: 'Heures de travail par semaine',
  emploiParSemaine: 'Heures d’emploi par semaine',
  partieMois: 'Durée à exécuter, en mois',
  partieJours: 'Durée à exécuter, en jours',
  avisPersonne: 'Ce qu’en dit la personne',
  obligations: 'Obligation',
  libelle: 'Libellé',
  precisions: 'Précisions',
}

export function acteRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.acte(':dossierId', ':mesureId', ':acte'),
    params: parMesure.extend({ acte: z.string().max(60) }),
    command: accomplirActe,
    garde: motsGardes(cleDeLActe, motsDeLActe),
    initial: acteDAvance,
    view: ecranDActe,
    redirectTo: ({ dossierId, mesureId }) => chemins.mesure(dossierId, mesureId),
    flash: ({ libelle, autres: { length: nombre } }) =>
      `Enregistré : ${libelle}.${autresEnMots(nombre, 'prend fin', 'prennent fin')} Les échéances sont recalculées.`,
  })
}
