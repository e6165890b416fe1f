import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { z } from 'zod'
import { FicheDeMesure, libelleDeNature, natures, referentiel } from '../mesures/index.ts'
import { ajouterMois, type Jour, lireJour } from '../platform/date.ts'
import { page } from '../platform/http/page.ts'
import type { Ecran, Plateforme } from '../platform/http/plateforme.ts'
import { motsDe } from '../platform/mots.ts'
import { CasDeDroit } from './cas.views.tsx'
import { chemins } from './droit.paths.ts'
import { Changements, Comparer } from './ecarts.views.tsx'
import { Mesure } from './mesure.views.tsx'
import { Recueil, Regles } from './recueil.views.tsx'
import { AVerifier } from './relecture.views.tsx'

const nature = z.enum(motsDe(natures))
/** A day as it was typed; what is no day leaves the day of the page, which says so. */
const jour = z.string().max(40).optional().catch(undefined)
const lire = (saisi: string | undefined, sinon: Jour): { le: Jour; errone: string | null } => {
  const lu = saisi ? lireJour(saisi) : null
  return { le: lu ?? sinon, errone: saisi && !lu ? saisi : null }
}
const accueil = { label: 'Ma journée', href: '/' }
const droit = { label: 'Droit', href: chemins.recueil() }
const lecture = { access: 'droit:lire', journal: 'non' } as const

/** The law that the software applies, for whoever signs in; the set itself for everyone. */
export function droitRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    ...lecture,
    path: chemins.recueil(),
    params: z.object({ le: jour, article: z.string().trim().max(60).catch('').default('') }),
    view: async (_tx, { le, article }, { acteur, aujourdhui }): Promise<Ecran> => ({
      titre: article ? `Droit : article ${article}` : 'Droit en vigueur',
      fil: [accueil, { label: 'Droit' }],
      corps: (
        <Recueil
          {...lire(le, aujourdhui)}
          article={article}
          simuler={acteur.peut('droit:simuler')}
        />
      ),
    }),
  })
  mesures(plateforme)
  page(plateforme, {
    ...lecture,
    path: chemins.regles(':groupe'),
    params: z.object({ groupe: z.enum(referentiel.clesTransversales), le: jour }),
    view: async (_tx, { groupe, le }, { aujourdhui }) => {
      const titre = referentiel.libelleDuGroupe(groupe)
      return {
        titre,
        fil: [accueil, droit, { label: titre }],
        corps: <Regles groupe={groupe} {...lire(le, aujourdhui)} />,
      }
    },
  })
  ecarts(plateforme)
  page(plateforme, {
    ...lecture,
    path: chemins.aVerifier,
    params: z.object({}),
    view: async (_tx, _params, { aujourdhui }) => ({
      titre: 'Valeurs à vérifier',
      fil: [accueil, droit, { label: 'À vérifier' }],
      corps: <AVerifier aujourdhui={aujourdhui} />,
    }),
  })
  page(plateforme, {
    ...lecture,
    path: chemins.cas,
    params: z.object({}),
    view: async (_tx, _params, { aujourdhui }) => ({
      titre: 'Cas de droit',
      fil: [accueil, droit, { label: 'Cas' }],
      corps: <CasDeDroit aujourdhui={aujourdhui} />,
    }),
  })
  donneesOuvertes(plateforme)
}

function mesures(plateforme: Plateforme): void {
  page(plateforme, {
    ...lecture,
    path: chemins.mesure(':nature'),
    params: z.object({
      nature,
      le: jour,
      referentiel: z.enum(['droit', 'egip']).catch('droit').default('droit'),
    }),
    view: async (_tx, { nature, le, referentiel: sous }, { aujourdhui }) => {
      const ici = lire(le, aujourdhui)
      const titre = `Droit : ${libelleDeNature(nature, ici.le)}${sous === 'egip' ? ' (proposition)' : ''}`
      return {
        titre,
        fil: [accueil, droit, { label: libelleDeNature(nature, ici.le) }],
        corps: <Mesure nature={nature} {...ici} sous={sous} />,
      }
    },
  })
  page(plateforme, {
    ...lecture,
    path: chemins.fiche(':nature'),
    params: z.object({ nature, le: jour }),
    view: async (_tx, { nature, le }, { aujourdhui }) => {
      const ici = lire(le, aujourdhui).le
      const retour = {
        href: chemins.mesure(nature, { le: ici }),
        label: 'Retour au droit de cette mesure',
      }
      const proposition = referentiel.existenceLe(nature, ici).etat === 'proposition'
      return {
        titre: `Fiche : ${libelleDeNature(nature, ici)}`,
        nu: true,
        corps: (
          <FicheDeMesure
            nature={nature}
            le={ici}
            retour={retour}
            proposition={proposition}
            aVerifier={referentiel.pointsAVerifier(nature, ici)}
          />
        ),
      }
    },
  })
}

function ecarts(plateforme: Plateforme): void {
  page(plateforme, {
    ...lecture,
    path: chemins.changements(),
    params: z.object({ de: jour, a: jour }),
    view: async (_tx, params, { aujourdhui }) => {
      const a = lire(params.a, aujourdhui)
      const de = lire(params.de, ajouterMois(a.le, -12))
      const errones = [de.errone, a.errone].flatMap(e => e ?? [])
      return {
        titre: 'Ce qui change entre deux dates',
        fil: [accueil, droit, { label: 'Changements' }],
        corps: <Changements de={de.le} a={a.le} errones={errones} />,
      }
    },
  })
  page(plateforme, {
    ...lecture,
    path: chemins.comparer(),
    params: z.object({ le: jour }),
    view: async (_tx, { le }, { aujourdhui }) => ({
      titre: 'Le droit et la proposition',
      fil: [accueil, droit, { label: 'Comparer' }],
      corps: <Comparer {...lire(le, aujourdhui)} />,
    }),
  })
}

const compresser = promisify(gzip)
/** Open data: no session, no personal data, kept by whoever asks; written once for each process. */
function donneesOuvertes(plateforme: Plateforme): void {
  let ecrit: Promise<{ json: string; gz: Buffer }> | undefined
  const ecrire = async () => {
    const json = JSON.stringify(referentiel.enDonnees())
    return { json, gz: await compresser(json) }
  }
  plateforme.app.get(chemins.donnees, { config: { access: 'public' } }, async (request, reply) => {
    ecrit ??= ecrire()
    const { json, gz } = await ecrit
    reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .header('vary', 'accept-encoding')
    return request.headers['accept-encoding']?.includes('gzip')
      ? reply.header('content-encoding', 'gzip').send(gz)
      : reply.send(json)
  })
}
