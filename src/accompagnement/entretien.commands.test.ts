import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { fusionner } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { installerReactions } from '../reactions.ts'
import { constats, suivis } from './entretien.builder.ts'
import { corrigerEntretien, noterEntretien } from './entretien.commands.ts'
import { retablirEntretien, retirerEntretien } from './retrait.commands.ts'

let e: Essai
let p: Plateforme
let ts = ''
beforeAll(async () => {
  installerReactions()
  e = await nouvelEssai()
  p = await application(e)
  ts = await e.agent('ts.67')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

const { vuDeLAccueil, lire, etat, faite } = constats(() => e)
const { suivi, convocation, passee } = suivis(() => e)
const recit = { forme: 'bureau', recit: 'Un premier entretien.' } as const

describe('Quelle mesure (ADR 0027)', () => {
  it('Deux mesures en cours : la convocation demande laquelle ; dite, elle ne satisfait que celle-là', async () => {
    const { dossierId, ids } = await suivi(2)
    await expect(convocation(dossierId)).rejects.toThrow('dites laquelle')
    await convocation(dossierId, [ids[0] ?? ''])
    expect([await faite(ids[0] ?? ''), await faite(ids[1] ?? '')]).toEqual([LE, null])
  })
  it('« Aucune en particulier » est une réponse : rien n’est satisfait ; une seule mesure n’est pas demandée', async () => {
    const deux = await suivi(2)
    await convocation(deux.dossierId, ['aucune'])
    expect([await faite(deux.ids[0] ?? ''), await faite(deux.ids[1] ?? '')]).toEqual([null, null])
    const une = await suivi(1)
    await convocation(une.dossierId)
    expect(await faite(une.ids[0] ?? '')).toBe(LE)
  })
  it('La fusion de deux dossiers garde ce que chaque convocation et chaque entretien servent', async () => {
    const [garde, absorbe] = [await suivi(1), await suivi(1)]
    const { convocationId } = await passee(absorbe.dossierId)
    await executer(e.hote, ts, noterEntretien, {
      dossierId: absorbe.dossierId,
      convocationId,
      le: LE,
      ...recit,
    })
    const [{ numero }] = (await lire('SELECT numero FROM dossiers.dossier WHERE dossier_id = $1', [
      absorbe.dossierId,
    ])) as [{ numero: string }]
    await executer(e.hote, await e.agent('dpip.67'), fusionner, {
      dossierId: garde.dossierId,
      absorbeNumero: numero,
      motif: 'Même personne',
    })
    expect(
      await lire('SELECT mesure_id FROM agenda.convocation_mesure WHERE dossier_id = $1', [
        garde.dossierId,
      ]),
    ).toEqual([{ mesure_id: absorbe.ids[0] }])
    expect(
      await lire('SELECT mesure_id FROM accompagnement.entretien_mesure WHERE dossier_id = $1', [
        garde.dossierId,
      ]),
    ).toEqual([{ mesure_id: absorbe.ids[0] }])
    expect(await faite(absorbe.ids[0] ?? '')).toBe(LE)
  })
})

describe('Un entretien et sa convocation, en un geste', () => {
  it('Noté depuis elle, il la note honorée et prend ses mesures ; retiré, elle redevient prévue ; rétabli, honorée', async () => {
    const { dossierId, ids } = await suivi(2)
    const { convocationId } = await passee(dossierId, [ids[1] ?? ''])
    const { entretienId } = await executer(e.hote, ts, noterEntretien, {
      dossierId,
      convocationId,
      le: LE,
      ...recit,
    })
    expect(await etat(convocationId)).toBe('honoree')
    expect(
      await lire('SELECT mesure_id FROM accompagnement.entretien_mesure WHERE entretien_id = $1', [
        entretienId,
      ]),
    ).toEqual([{ mesure_id: ids[1] }])
    await expect(
      executer(e.hote, ts, noterEntretien, { dossierId, convocationId, le: LE, ...recit }),
    ).rejects.toThrow('déjà noté')
    await executer(e.hote, ts, retirerEntretien, {
      dossierId,
      entretienId,
      motif: 'Mauvais dossier',
      remettre: 'oui',
    })
    expect(await etat(convocationId)).toBe('prevue')
    expect(
      await lire('SELECT 1 FROM accompagnement.v_entretien WHERE entretien_id = $1', [entretienId]),
    ).toEqual([])
    await expect(
      executer(e.hote, ts, retirerEntretien, { dossierId, entretienId, motif: 'Essai' }),
    ).rejects.toThrow('déjà retiré')
    // The desk knows the day of the last contact, which is no longer this one, and not why it was
    // withdrawn.
    expect(await vuDeLAccueil(dossierId)).toEqual({ dernier: null, motifs: 0 })
    await executer(e.hote, ts, retablirEntretien, { dossierId, entretienId })
    expect(await vuDeLAccueil(dossierId)).toEqual({ dernier: LE, motifs: 0 })
    expect(await etat(convocationId)).toBe('honoree')
    const nav = await new Navigateur(p).entrer('ts.67')
    expect((await nav.ouvrir(`/dossiers/${dossierId}/entretiens/${entretienId}`)).texte).toContain(
      'Voir celle à laquelle il répond',
    )
  })
  it('Retiré par le DPIP puis rétabli par son auteur : le DPIP le lit ; rétabli par qui l’avait retiré, son auteur seul', async () => {
    const { dossierId } = await suivi(1)
    const { entretienId } = await executer(e.hote, ts, noterEntretien, {
      dossierId,
      le: LE,
      ...recit,
    })
    const dpip = await e.agent('dpip.67')
    const apprennent = async () =>
      (
        await lire(
          `SELECT coalesce(agent_id::text, destinataire) AS id FROM dossiers.nouvelle
           WHERE dossier_id = $1 AND nature = 'entretien_retabli' AND reglee_a IS NULL`,
          [dossierId],
        )
      ).map(r => (r as { id: string }).id)
    await executer(e.hote, dpip, retirerEntretien, {
      dossierId,
      entretienId,
      motif: 'Mauvais dossier',
    })
    await executer(e.hote, ts, retablirEntretien, { dossierId, entretienId })
    expect(await apprennent()).toEqual([dpip])
    await executer(e.hote, dpip, retirerEntretien, {
      dossierId,
      entretienId,
      motif: 'Mauvais dossier',
    })
    await executer(e.hote, dpip, retablirEntretien, { dossierId, entretienId })
    expect(await apprennent()).toEqual(['referent'])
  })
  it('Retiré, il le reste tant qu’un retrait tient, quelle que soit la ligne écrite en dernier', async () => {
    const { dossierId } = await suivi(1)
    const { convocationId } = await passee(dossierId)
    const { entretienId } = await executer(e.hote, ts, noterEntretien, {
      dossierId,
      convocationId,
      le: LE,
      ...recit,
    })
    const client = await e.base.pool.connect()
    const ecrire = (texte: string) => client.query(texte, [dossierId, entretienId, ts])
    const retrait =
      'INSERT INTO accompagnement.retrait_entretien (dossier_id, entretien_id, retire_par, motif'
    await client.query('BEGIN')
    await client.query('SELECT acces.ouvrir(NULL, $1)', [ts])
    await ecrire(`${retrait}, retabli_a, retabli_par) VALUES ($1, $2, $3, 'Un', now(), $3)`)
    await ecrire(`${retrait}) VALUES ($1, $2, $3, 'Deux')`)
    await ecrire(
      "UPDATE accompagnement.retrait_entretien SET retabli_a = clock_timestamp(), retabli_par = $3 WHERE dossier_id = $1 AND entretien_id = $2 AND motif = 'Un'",
    )
    await ecrire(`${retrait}, retabli_a, retabli_par) VALUES ($1, $2, $3, 'Trois', now(), $3)`)
    const { rows } = await client.query(
      'SELECT retire FROM accompagnement.entretien WHERE dossier_id = $1 AND id = $2',
      [dossierId, entretienId],
    )
    await client.query('ROLLBACK')
    client.release()
    expect(rows).toEqual([{ retire: true }])
  })
  it('Noté sans elle un jour où elle est prévue, on demande si c’est elle', async () => {
    const { dossierId } = await suivi(1)
    const { convocationId } = await passee(dossierId)
    await expect(
      executer(e.hote, ts, noterEntretien, { dossierId, le: LE, ...recit }),
    ).rejects.toThrow('dites si c’est cet entretien')
    await executer(e.hote, ts, noterEntretien, {
      dossierId,
      convocationId: 'aucune',
      le: LE,
      ...recit,
    })
    expect(await etat(convocationId)).toBe('prevue')
  })
  it('Le jour et la manière se corrigent, chaque version garde les siens ; 1926 est refusé', async () => {
    const { dossierId } = await suivi(1)
    await expect(
      executer(e.hote, ts, noterEntretien, { dossierId, le: '1926-11-24', ...recit }),
    ).rejects.toThrow('vérifiez l’année')
    const { entretienId } = await executer(e.hote, ts, noterEntretien, {
      dossierId,
      le: LE,
      ...recit,
    })
    const correction = {
      dossierId,
      entretienId,
      version: 1,
      motifCorrection: 'Jour faux',
      forme: 'telephone',
      recit: recit.recit,
    } as const
    await executer(e.hote, ts, corrigerEntretien, { ...correction, le: '2026-11-23' })
    expect(
      await lire(
        'SELECT le::text, forme FROM accompagnement.entretien_version WHERE entretien_id = $1 ORDER BY version',
        [entretienId],
      ),
    ).toEqual([
      { le: LE, forme: 'bureau' },
      { le: '2026-11-23', forme: 'telephone' },
    ])
  })
})
