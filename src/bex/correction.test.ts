import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LE, Navigateur, ouvrirA } from '../../tests/base.ts'
import { saisirMesure } from '../mesures/mesure.commands.ts'
import { ajouterJours } from '../platform/date.ts'
import { reproches } from './audience.builder.ts'
import { corrigerRemise } from './correction.commands.ts'
import { bancDeRemise } from './remise.builder.ts'

let banc: Awaited<ReturnType<typeof bancDeRemise>>
beforeAll(async () => {
  banc = await bancDeRemise()
})
afterAll(() => banc.fermer())
const dits = { audienceLe: LE, decision: 'SP 2 ans', convocationRemise: 'oui' }

describe('Ce qui a été remis à l’audience se corrige', () => {
  it('Chaque fait, par le tribunal qui l’a remis : l’ancienne valeur reste, l’attente et la convocation suivent, le service le sait', async () => {
    const r = await banc.remise(
      { nom: 'Corrigeable' },
      { numeroParquet: '26 328 01', piecesManquantes: 'casier' },
    )
    expect((await banc.bex.ouvrir(r.faite)).texte).toContain(`${r.base}/corriger`)
    expect((await banc.bex.ouvrir(`${r.base}/corriger`)).texte).toContain('26 328 01')
    const veille = ajouterJours(LE, -1)
    const juste = {
      ...dits,
      audienceLe: veille,
      version: '1',
      numeroParquet: '26 328 02',
      piecesManquantes: 'expertise',
      decision: 'SP 3 ans',
    }
    expect((await banc.bex.envoyer(`${r.base}/corriger`, juste)).texte).toContain(
      'Dites pourquoi vous corrigez',
    )
    expect(
      reproches(
        await banc.bex.envoyer(`${r.base}/corriger`, {
          ...juste,
          audienceLe: '2027-05-04',
          motif: 'Faux',
        }),
      ),
    ).toContain('avenir')
    const rien = {
      ...dits,
      version: '1',
      numeroParquet: '26 328 01',
      piecesManquantes: 'casier',
      motif: 'Rien',
    }
    expect(reproches(await banc.bex.envoyer(`${r.base}/corriger`, rien))).toContain(
      'Rien n’est changé',
    )
    expect(
      reproches(
        await banc.bex.envoyer(`${r.base}/corriger`, { ...juste, motif: 'Mauvais numéro' }),
      ),
    ).toBe('')
    const [histoire] = await banc.tous(
      'SELECT avant, apres, motif, corrigee_par FROM bex.correction WHERE dossier_id = $1',
      [r.dossierId],
    )
    const avant = {
      audienceLe: LE,
      numeroParquet: '26 328 01',
      piecesManquantes: 'casier',
      decision: 'SP 2 ans',
    }
    const apres = {
      audienceLe: veille,
      numeroParquet: '26 328 02',
      piecesManquantes: 'expertise',
      decision: 'SP 3 ans',
    }
    expect(histoire).toEqual({ avant, apres, motif: 'Mauvais numéro', corrigee_par: banc.compte })
    expect(await banc.attentes(r.dossierId)).toEqual([
      {
        le: veille,
        numero: '2632802',
        manque: expect.stringContaining('Pièces manquantes : expertise.'),
      },
    ])
    expect(
      await banc.un(
        'SELECT audience_le::text AS le, numero_parquet AS numero, etat FROM agenda.convocation WHERE id = $1',
        [r.convocationId],
      ),
    ).toEqual({ le: veille, numero: '26 328 02', etat: 'prevue' })
    expect(await banc.nouvelles(r.dossierId, 'remise_corrigee')).toBeGreaterThan(0)
    const dossier = (
      await (await new Navigateur(banc.p).entrer('dpip.67')).ouvrir(`/dossiers/${r.dossierId}`)
    ).texte
    expect(dossier).toContain('Corrigée une fois')
    expect(dossier).not.toContain(`${r.base}/corriger`)
    expect(
      reproches(
        await banc.bex.envoyer(`${r.base}/corriger`, {
          ...juste,
          decision: 'SP 4 ans',
          motif: 'Encore',
        }),
      ),
    ).toContain('Un collègue vient')
    expect(
      reproches(await banc.bex.envoyer(`${r.base}/retirer`, { motif: 'Mauvaise personne' })),
    ).toBe('')
    expect(await banc.nouvelles(r.dossierId, 'remise_corrigee')).toBe(0)
  })
  it('Une attente que lève une mesure suit la décision corrigée : rendue, puis levée par la bonne', async () => {
    const r = await banc.remise({ nom: 'Attenduebien' }, { numeroParquet: '1001' })
    const decision = {
      nature: 'sursis_probatoire',
      juridictionId: banc.juridictionId,
      decisionLe: LE,
      debutLe: LE,
      dureeMois: '24',
      obligations: [],
    }
    await banc.faire(
      saisirMesure,
      { ...decision, dossierId: r.dossierId, numeroParquet: '1001' },
      await banc.e.agent('greffe.strasbourg'),
    )
    expect(await banc.attentes(r.dossierId)).toEqual([])
    const dite = {
      dossierId: r.dossierId,
      remiseId: r.remiseId,
      audienceLe: LE,
      motif: 'Mauvais numéro',
    }
    await banc.faire(corrigerRemise, { ...dite, version: 1, numeroParquet: '1002' })
    expect((await banc.attentes(r.dossierId)).map(x => x.numero)).toEqual(['1002'])
    await banc.faire(corrigerRemise, {
      ...dite,
      version: 2,
      numeroParquet: '1001',
      motif: 'C’était le bon',
    })
    expect(await banc.attentes(r.dossierId)).toEqual([])
  })
  it('Deux décisions du même jour : corriger l’une ne touche pas l’attente de l’autre', async () => {
    const r = await banc.remise({ nom: 'Deuxdecisions' }, { numeroParquet: '51' })
    await banc.remise({ nom: 'Deuxdecisions', personne: r.dossierId }, { numeroParquet: '52' })
    const dite = { dossierId: r.dossierId, remiseId: r.remiseId, version: 1, audienceLe: LE }
    await banc.faire(corrigerRemise, { ...dite, numeroParquet: '53', motif: 'Mauvais numéro' })
    expect((await banc.attentes(r.dossierId)).map(x => x.numero).sort()).toEqual(['52', '53'])
  })
  it('Ni par un autre tribunal, ni par le service, ni par deux à la fois', async () => {
    const r = await banc.remise({ nom: 'Asontribunal' })
    const metz = await new Navigateur(banc.p).entrer('bex.metz')
    for (const geste of ['corriger', 'retirer']) {
      expect((await metz.ouvrir(`${r.base}/${geste}`)).statut).toBe(404)
      for (const qui of ['ts.67', 'jap.strasbourg', 'parquet.strasbourg'])
        expect(
          (await (await new Navigateur(banc.p).entrer(qui)).ouvrir(`${r.base}/${geste}`)).statut,
          qui,
        ).toBe(403)
    }
    await ouvrirA(banc.e, r.dossierId, await banc.e.agent('bex.metz'), 'saisine')
    expect((await metz.ouvrir(`${r.base}/corriger`)).texte).toContain(
      'remise par un autre tribunal',
    )
    expect(
      (await metz.envoyer(`${r.base}/retirer`, { motif: 'Voir' }, '/bex/convoquer')).texte,
    ).toContain('remise par un autre tribunal')
    const dite = {
      dossierId: r.dossierId,
      remiseId: r.remiseId,
      version: 1,
      audienceLe: LE,
      decisionRemise: 'oui',
      motif: 'Remise en main propre',
    }
    const issues = await Promise.allSettled([
      banc.faire(corrigerRemise, dite),
      banc.faire(corrigerRemise, dite),
    ])
    expect(issues.map(i => i.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(
      await banc.tous('SELECT 1 FROM bex.correction WHERE dossier_id = $1', [r.dossierId]),
    ).toHaveLength(1)
  })
})
