import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai, ouvrirA } from '../../tests/base.ts'
import { saisir } from '../magistrats/saisine.commands.ts'
import { retirerMesure } from '../mesures/correction.commands.ts'
import { saisirMesure } from '../mesures/mesure.commands.ts'
import { ajouterJours } from '../platform/date.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { reproches, saisieDe, valeurs } from './audience.builder.ts'
import { corrigerRemise, retirerRemise } from './correction.commands.ts'

let e: Essai
let p: Plateforme
let bex: Navigateur
let compte = ''
let juridictionId = ''
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  bex = await new Navigateur(p).entrer('bex.strasbourg')
  compte = await e.agent('bex.strasbourg')
  juridictionId = (
    await un<{ id: string }>('SELECT juridiction_id AS id FROM moyens.agent WHERE id = $1', [
      compte,
    ])
  ).id
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const tous = async <T extends object>(sql: string, v: unknown[] = []) =>
  (await e.proprietaire.query<T>(sql, v)).rows as T[]
const un = async <T extends object>(sql: string, v: unknown[] = []) =>
  (await tous<T>(sql, v))[0] as T
type Commande = Parameters<typeof executer>[2]
const faire = (commande: unknown, input: object, qui = compte) =>
  executer(e.hote, qui, commande as Commande, input as never)

let rang = 0
/** Somebody convoked at the hearing, at the SPIP and, if asked, at the court. */
async function remise(
  qui: { nom: string; personne?: string; prenoms?: string; naissanceLe?: string },
  plus: object = {},
  auTribunal = false,
) {
  const { nom, personne = 'nouvelle', prenoms = 'Alix', naissanceLe = '1990-05-06' } = qui
  const url = (
    await bex.envoyer('/bex/convoquer', {
      nom,
      prenoms,
      naissanceLe,
      situation: 'commune',
      commune: 'Strasbourg',
    })
  ).vers
  const premier = (await bex.ouvrir(url)).texte
  const choix = { ...saisieDe(premier), personne }
  const { texte } = await bex.envoyer(url, { ...choix, _geste: 'creneaux' })
  rang += 1
  const creneauSpip = valeurs(texte, 'creneauSpip')[rang % 12] ?? ''
  const sap = valeurs(texte, 'creneauSap').filter(
    c => c.split('|')[2] !== creneauSpip.split('|')[1],
  )
  const creneaux = {
    creneauSpip,
    ...(auTribunal ? { creneauSap: sap[rang % sap.length] ?? '' } : {}),
  }
  const r = await bex.envoyer(url, {
    ...choix,
    ...creneaux,
    decision: 'SP 2 ans',
    malgre: 'oui',
    ...plus,
  })
  expect(reproches(r)).toBe('')
  const [dossierId = '', convocationId = ''] = r.vers.split('/').slice(-2)
  const { id } = await un<{ id: string }>(
    'SELECT id FROM bex.remise WHERE dossier_id = $1 AND convocation_id = $2',
    [dossierId, convocationId],
  )
  return {
    dossierId,
    convocationId,
    remiseId: id,
    faite: r.vers,
    base: `/bex/remises/${dossierId}/${id}`,
  }
}
/**
 * Somebody that the SPIP of Strasbourg follows, with or without a telephone, whom nobody has
 * convoked.
 */
const suivie = (telephone: boolean) =>
  un<{ id: string; nom: string; prenoms: string; naissanceLe: string; telephone: string | null }>(
    `SELECT p.dossier_id AS id, i.nom, i.prenoms, i.naissance_le::text AS "naissanceLe", i.telephone FROM dossiers.v_prise_en_charge_actuelle p
     JOIN dossiers.v_identite i USING (dossier_id) JOIN moyens.service s ON s.id = p.service_id WHERE s.departement = '67' AND i.clos_a IS NULL AND i.etablissement_id IS NULL
       AND p.referent_id IS NOT NULL AND (i.telephone IS NOT NULL) = $1 AND NOT EXISTS (SELECT 1 FROM agenda.convocation c WHERE c.dossier_id = p.dossier_id AND c.etat = 'prevue')
       AND NOT EXISTS (SELECT 1 FROM dossiers.v_perimetre x WHERE x.dossier_id = p.dossier_id AND x.entite_id = $2 AND x.motif = 'saisine')
       AND NOT EXISTS (SELECT 1 FROM bex.remise r WHERE r.dossier_id = p.dossier_id) ORDER BY i.nom, p.dossier_id LIMIT 1`,
    [telephone, juridictionId],
  )
type Connue = Awaited<ReturnType<typeof suivie>>
const a = (x: Connue) => ({
  nom: x.nom,
  prenoms: x.prenoms,
  naissanceLe: x.naissanceLe,
  personne: x.id,
})
const dits = { audienceLe: LE, decision: 'SP 2 ans', convocationRemise: 'oui' }
const attentes = (dossierId: string) =>
  tous<{ le: string; numero: string | null; manque: string }>(
    'SELECT decision_le::text AS le, numero_parquet AS numero, manque FROM mesures.v_attente_saisine WHERE dossier_id = $1 AND juridiction_id = $2 ORDER BY attente_id',
    [dossierId, juridictionId],
  )
const nouvelles = async (dossierId: string, nature: string) =>
  (
    await tous(
      'SELECT 1 FROM dossiers.nouvelle WHERE dossier_id = $1 AND nature = $2 AND reglee_a IS NULL',
      [dossierId, nature],
    )
  ).length
const etat = async (id: string) =>
  (await un<{ etat: string }>('SELECT etat FROM agenda.convocation WHERE id = $1', [id])).etat

describe('Ce qui a été remis à l’audience se corrige', () => {
  it('Chaque fait, par le tribunal qui l’a remis : l’ancienne valeur reste, l’attente et la convocation suivent, le service le sait', async () => {
    const r = await remise(
      { nom: 'Corrigeable' },
      { numeroParquet: '26 328 01', piecesManquantes: 'casier' },
    )
    expect((await bex.ouvrir(r.faite)).texte).toContain(`${r.base}/corriger`)
    expect((await bex.ouvrir(`${r.base}/corriger`)).texte).toContain('26 328 01')
    const veille = ajouterJours(LE, -1)
    const juste = {
      ...dits,
      audienceLe: veille,
      version: '1',
      numeroParquet: '26 328 02',
      piecesManquantes: 'expertise',
      decision: 'SP 3 ans',
    }
    expect((await bex.envoyer(`${r.base}/corriger`, juste)).texte).toContain(
      'Dites pourquoi vous corrigez',
    )
    expect(
      reproches(
        await bex.envoyer(`${r.base}/corriger`, {
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
    expect(reproches(await bex.envoyer(`${r.base}/corriger`, rien))).toContain('Rien n’est changé')
    expect(
      reproches(await bex.envoyer(`${r.base}/corriger`, { ...juste, motif: 'Mauvais numéro' })),
    ).toBe('')
    const [histoire] = await tous(
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
    expect(histoire).toEqual({ avant, apres, motif: 'Mauvais numéro', corrigee_par: compte })
    expect(await attentes(r.dossierId)).toEqual([
      {
        le: veille,
        numero: '2632802',
        manque: expect.stringContaining('Pièces manquantes : expertise.'),
      },
    ])
    expect(
      await un(
        'SELECT audience_le::text AS le, numero_parquet AS numero, etat FROM agenda.convocation WHERE id = $1',
        [r.convocationId],
      ),
    ).toEqual({ le: veille, numero: '26 328 02', etat: 'prevue' })
    expect(await nouvelles(r.dossierId, 'remise_corrigee')).toBeGreaterThan(0)
    const dossier = (
      await (await new Navigateur(p).entrer('dpip.67')).ouvrir(`/dossiers/${r.dossierId}`)
    ).texte
    expect(dossier).toContain('Corrigée une fois')
    expect(dossier).not.toContain(`${r.base}/corriger`)
    expect(
      reproches(
        await bex.envoyer(`${r.base}/corriger`, {
          ...juste,
          decision: 'SP 4 ans',
          motif: 'Encore',
        }),
      ),
    ).toContain('Un collègue vient')
    expect(reproches(await bex.envoyer(`${r.base}/retirer`, { motif: 'Mauvaise personne' }))).toBe(
      '',
    )
    expect(await nouvelles(r.dossierId, 'remise_corrigee')).toBe(0)
  })
  it('Une attente que lève une mesure suit la décision corrigée : rendue, puis levée par la bonne', async () => {
    const r = await remise({ nom: 'Attenduebien' }, { numeroParquet: '1001' })
    const decision = {
      nature: 'sursis_probatoire',
      juridictionId,
      decisionLe: LE,
      debutLe: LE,
      dureeMois: '24',
      obligations: [],
    }
    await faire(
      saisirMesure,
      { ...decision, dossierId: r.dossierId, numeroParquet: '1001' },
      await e.agent('greffe.strasbourg'),
    )
    expect(await attentes(r.dossierId)).toEqual([])
    const dite = {
      dossierId: r.dossierId,
      remiseId: r.remiseId,
      audienceLe: LE,
      motif: 'Mauvais numéro',
    }
    await faire(corrigerRemise, { ...dite, version: 1, numeroParquet: '1002' })
    expect((await attentes(r.dossierId)).map(x => x.numero)).toEqual(['1002'])
    await faire(corrigerRemise, {
      ...dite,
      version: 2,
      numeroParquet: '1001',
      motif: 'C’était le bon',
    })
    expect(await attentes(r.dossierId)).toEqual([])
  })
  it('Deux décisions du même jour : corriger l’une ne touche pas l’attente de l’autre', async () => {
    const r = await remise({ nom: 'Deuxdecisions' }, { numeroParquet: '51' })
    await remise({ nom: 'Deuxdecisions', personne: r.dossierId }, { numeroParquet: '52' })
    const dite = { dossierId: r.dossierId, remiseId: r.remiseId, version: 1, audienceLe: LE }
    await faire(corrigerRemise, { ...dite, numeroParquet: '53', motif: 'Mauvais numéro' })
    expect((await attentes(r.dossierId)).map(x => x.numero).sort()).toEqual(['52', '53'])
  })
  it('Ni par un autre tribunal, ni par le service, ni par deux à la fois', async () => {
    const r = await remise({ nom: 'Asontribunal' })
    const metz = await new Navigateur(p).entrer('bex.metz')
    for (const geste of ['corriger', 'retirer']) {
      expect((await metz.ouvrir(`${r.base}/${geste}`)).statut).toBe(404)
      for (const qui of ['ts.67', 'jap.strasbourg', 'parquet.strasbourg'])
        expect(
          (await (await new Navigateur(p).entrer(qui)).ouvrir(`${r.base}/${geste}`)).statut,
          qui,
        ).toBe(403)
    }
    await ouvrirA(e, r.dossierId, await e.agent('bex.metz'), 'saisine')
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
      faire(corrigerRemise, dite),
      faire(corrigerRemise, dite),
    ])
    expect(issues.map(i => i.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(
      await tous('SELECT 1 FROM bex.correction WHERE dossier_id = $1', [r.dossierId]),
    ).toHaveLength(1)
  })
})

describe('Ce qui a été remis à une autre personne se retire', () => {
  it('Convocations annulées et dites, attente retirée, propositions écartées, fiche rendue, nouvelle réglée, accès fermé', async () => {
    const x = await suivie(true)
    const courriel = { courriel: 'autre@exemple.fr', telephone: '06 39 98 44 44' }
    await e.proprietaire.query(
      'UPDATE dossiers.personne SET courriel = NULL WHERE dossier_id = $1',
      [x.id],
    )
    const avant = (await attentes(x.id)).length
    const r = await remise(a(x), { ...courriel, numeroParquet: '71' }, true)
    const { seconde } = await un<{ seconde: string }>(
      'SELECT seconde_convocation_id AS seconde FROM bex.remise WHERE id = $1',
      [r.remiseId],
    )
    expect(seconde).not.toBeNull()
    expect(await nouvelles(x.id, 'nouvelle_condamnation')).toBeGreaterThan(0)
    expect(await nouvelles(x.id, 'dit_a_l_audience')).toBeGreaterThan(0)
    const fiche = () =>
      un('SELECT telephone, courriel FROM dossiers.personne WHERE dossier_id = $1', [x.id])
    expect(await fiche()).toEqual({ telephone: x.telephone, courriel: 'autre@exemple.fr' })
    const ecran = (await bex.ouvrir(`${r.base}/retirer`)).texte
    expect(ecran.match(/est annulée, et la personne en est prévenue/g)).toHaveLength(2)
    expect((await bex.envoyer(`${r.base}/retirer`, {})).texte).toContain(
      'Dites pourquoi cette remise est retirée',
    )
    const fait = await bex.envoyer(`${r.base}/retirer`, { motif: 'Mauvaise personne' })
    expect([reproches(fait), fait.vers]).toEqual(['', '/bex/convoquer'])
    expect(
      await tous(
        'SELECT motif, retiree_par, a IS NOT NULL AS date FROM bex.retrait WHERE dossier_id = $1',
        [x.id],
      ),
    ).toEqual([{ motif: 'Mauvaise personne', retiree_par: compte, date: true }])
    expect([await etat(r.convocationId), await etat(seconde)]).toEqual(['annulee', 'annulee'])
    expect(
      await tous(
        "SELECT DISTINCT cause, cause_id FROM agenda.etat_de_convocation WHERE dossier_id = $1 AND etat = 'annulee' AND cause_id = $2",
        [x.id, r.remiseId],
      ),
    ).toEqual([{ cause: 'remise', cause_id: r.remiseId }])
    expect(
      (
        await tous("SELECT 1 FROM messages.message WHERE objet_id = $1 AND moment = 'annulation'", [
          r.convocationId,
        ])
      ).length,
    ).toBe(1)
    expect((await attentes(x.id)).length).toBe(avant)
    expect(
      await tous('SELECT 1 FROM dossiers.proposition WHERE dossier_id = $1 AND decision IS NULL', [
        x.id,
      ]),
    ).toEqual([])
    expect(await fiche()).toEqual({ telephone: x.telephone, courriel: null })
    for (const nature of ['nouvelle_condamnation', 'dit_a_l_audience'])
      expect(await nouvelles(x.id, nature), nature).toBe(0)
    expect(await nouvelles(x.id, 'remise_retiree')).toBeGreaterThan(0)
    expect((await bex.ouvrir(`/dossiers/${x.id}`)).statut).toBe(404)
    const dossier = (await (await new Navigateur(p).entrer('dpip.67')).ouvrir(`/dossiers/${x.id}`))
      .texte
    expect(dossier).toMatch(/retirée le .* : Mauvaise personne/s)
  })
  it('Retirée deux fois au même instant : une fois ; elle ne se corrige plus', async () => {
    const r = await remise({ nom: 'Retireedeuxfois' })
    await ouvrirA(e, r.dossierId, juridictionId, 'mandat')
    const quoi = { dossierId: r.dossierId, remiseId: r.remiseId, motif: 'Mauvaise personne' }
    const issues = await Promise.allSettled([
      faire(retirerRemise, quoi),
      faire(retirerRemise, quoi),
    ])
    expect(issues.map(i => i.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(
      String((issues.find(i => i.status === 'rejected') as PromiseRejectedResult).reason.message),
    ).toContain('déjà retirée')
    await expect(faire(corrigerRemise, { ...quoi, version: 1, audienceLe: LE })).rejects.toThrow(
      'déjà retirée',
    )
    expect((await bex.ouvrir(`${r.base}/corriger`)).statut).toBe(404)
  })
  it('La convocation que le service a reprise reste, et lui est listée ; celle qui est passée reste dans l’histoire', async () => {
    const r = await remise({ nom: 'Dejareprise' })
    await e.proprietaire.query(
      "INSERT INTO agenda.etat_de_convocation (dossier_id, convocation_id, etat, par) VALUES ($1, $2, 'modifiee', $3)",
      [r.dossierId, r.convocationId, await e.agent('ts.67')],
    )
    expect((await bex.ouvrir(`${r.base}/retirer`)).texte).toContain('a été reprise par le service')
    expect(reproches(await bex.envoyer(`${r.base}/retirer`, { motif: 'Mauvaise personne' }))).toBe(
      '',
    )
    expect(await etat(r.convocationId)).toBe('prevue')
    expect(
      await tous('SELECT motif FROM agenda.v_a_decider WHERE convocation_id = $1', [
        r.convocationId,
      ]),
    ).toEqual([{ motif: 'remise' }])
    const liste = await (await new Navigateur(p).entrer('dpip.67')).ouvrir(
      '/agenda/a-decider?par=100',
    )
    expect(liste.texte).toContain('Donnée à l’audience par erreur')
  })
  it('Une autre remise de la même décision garde l’attente et l’accès ; une mesure retirée ensuite ne rouvre rien', async () => {
    const r = await remise({ nom: 'Deuxremises' }, { numeroParquet: '81' })
    const autre = await remise(
      { nom: 'Deuxremises', personne: r.dossierId },
      { numeroParquet: '81' },
    )
    expect(reproches(await bex.envoyer(`${r.base}/retirer`, { motif: 'Saisie deux fois' }))).toBe(
      '',
    )
    expect(await attentes(r.dossierId)).toHaveLength(1)
    expect(await etat(autre.convocationId)).toBe('prevue')
    expect((await bex.ouvrir(`/dossiers/${r.dossierId}`)).statut).toBe(200)
    const greffe = await e.agent('greffe.strasbourg')
    const mesure = {
      nature: 'sursis_probatoire',
      juridictionId,
      decisionLe: LE,
      debutLe: LE,
      dureeMois: '24',
      obligations: [],
      numeroParquet: '81',
    }
    const { mesureId } = (await faire(
      saisirMesure,
      { ...mesure, dossierId: r.dossierId },
      greffe,
    )) as { mesureId: string }
    // What was recorded of this decision stays: the page says so before, and where it is withdrawn.
    const retrait = (await bex.ouvrir(`${autre.base}/retirer`)).texte
    expect(retrait).toContain('reste au dossier. Si elle n’est pas à cette')
    expect(retrait).toContain(`href="/dossiers/${r.dossierId}/mesures/${mesureId}/retirer"`)
    expect(
      reproches(await bex.envoyer(`${autre.base}/retirer`, { motif: 'Mauvaise personne' })),
    ).toBe('')
    await faire(
      retirerMesure,
      { dossierId: r.dossierId, mesureId, motif: 'Mauvaise personne' },
      greffe,
    )
    expect(await attentes(r.dossierId)).toEqual([])
  })
  it('Le tribunal qui a demandé un rapport voit encore le dossier', async () => {
    const x = await suivie(true)
    const r = await remise(a(x))
    const demande = {
      nature: 'rapport_suivi',
      objet: 'Où en est-elle ?',
      recueLe: LE,
      echeanceLe: ajouterJours(LE, 20),
    }
    await faire(
      saisir,
      { ...demande, dossierId: x.id, juridictionId },
      await e.agent('jap.strasbourg'),
    )
    expect(reproches(await bex.envoyer(`${r.base}/retirer`, { motif: 'Mauvaise personne' }))).toBe(
      '',
    )
    expect(
      (await (await new Navigateur(p).entrer('jap.strasbourg')).ouvrir(`/dossiers/${x.id}`)).statut,
    ).toBe(200)
  })
  it('Ce que le service a changé depuis sur la fiche reste', async () => {
    const x = await suivie(true)
    await e.proprietaire.query(
      'UPDATE dossiers.personne SET courriel = NULL WHERE dossier_id = $1',
      [x.id],
    )
    const r = await remise(a(x), { courriel: 'autre@exemple.fr' })
    await e.proprietaire.query(
      "UPDATE dossiers.personne SET courriel = 'bon@exemple.fr' WHERE dossier_id = $1",
      [x.id],
    )
    expect(reproches(await bex.envoyer(`${r.base}/retirer`, { motif: 'Mauvaise personne' }))).toBe(
      '',
    )
    expect(
      await un('SELECT courriel FROM dossiers.personne WHERE dossier_id = $1', [x.id]),
    ).toEqual({ courriel: 'bon@exemple.fr' })
  })
})
