import { aVerifier, inconnu, lu, type Regle } from '../../platform/law.ts'
import { relecture } from './lectures.referentiel.ts'

const travail = 'code du travail'
/**
 * Hours of a legal week of work, to which the cap of work and TIG together refers (CP R131-25, now
 * CPén R623-16).
 */
export const dureeLegaleHebdomadaire: Regle<number> = {
  id: 'tig_hotes.duree_legale_hebdomadaire',
  catalogue: 'A10',
  libelle: 'Durée légale de la semaine de travail, en heures',
  selon: 'execution',
  droit: [
    {
      from: '2014-01-01',
      value: inconnu,
      source: aVerifier(travail, 'L3121-10', {
        raison: 'version de 2008 à 2016 de l’article non trouvée (textes datés, pages publiques)',
        verifieLe: '2026-11-29',
      }),
    },
    {
      from: '2016-08-10',
      value: 35,
      source: lu(travail, 'L3121-27', {
        par: 'loi 2016-1088, art. 8',
        lecture: relecture(
          'doctrine.fr, chronologie de l’article, version du 10 août 2016',
          'La durée légale de travail effectif des salariés à temps complet est fixée à trente-cinq heures par semaine.',
        ),
      }),
    },
  ],
}
