import { z } from 'zod'
import { rechercher } from '../dossiers/index.ts'
import { lireJour } from '../platform/date.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { decouper, parPage, parTri } from '../platform/liste.ts'
import { motsDe } from '../platform/mots.ts'
import { ecranDesDossiers } from './dossiers.ecran.tsx'
import { mesBrouillons } from './journee.store.ts'
import { etatsDeDossier, trisDeDossiers } from './listes.rules.ts'
import { Brouillons, Recherche } from './listes.views.tsx'
import { chemins } from './synthese.paths.ts'

const accueil = { label: 'Ma journée', href: '/' }
const cles = motsDe(etatsDeDossier)

/** The whole of what a day's page shows the first lines of, and what looks for a dossier. */
export function listesRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.brouillons,
    access: 'dossier:lire',
    params: z.object(parPage),
    view: async (tx, tranche, { acteur }) => ({
      titre: 'Mes brouillons',
      fil: [accueil, { label: 'Mes brouillons' }],
      corps: <Brouillons liste={await mesBrouillons(tx, acteur.id, tranche)} />,
    }),
  })
  page(plateforme, {
    path: chemins.mesDossiers,
    access: 'dossier:lister',
    params: z.object({
      ...parTri(trisDeDossiers),
      etat: z.enum(cles).catch(''),
      nom: z.string().max(100).default(''),
      qui: z.enum(['', 'moi', 'service']).catch(''),
      agent: z.uuid().or(z.literal('')).catch(''),
    }),
    view: (tx, filtre, context) => ecranDesDossiers(tx, context, filtre),
  })
  page(plateforme, {
    path: chemins.recherche,
    access: 'dossier:chercher',
    params: z.object({ ...parPage, q: z.string().max(200).default('') }),
    view: async (tx, { q: cherche, ...tranche }, { acteur, montrer }) => {
      const texte = cherche.trim()
      const trouves =
        texte === ''
          ? decouper([], tranche)
          : await rechercher(
              tx,
              acteur.serviceId ?? acteur.juridictionId ?? '',
              { texte, naissanceLe: lireJour(texte) },
              tranche,
            )
      montrer(
        trouves.lignes.map(ligne => ligne.dossierId),
        'recherche',
      )
      return {
        titre: 'Recherche',
        fil: [accueil, { label: 'Recherche' }],
        corps: <Recherche q={texte} liste={trouves} />,
      }
    },
  })
}
